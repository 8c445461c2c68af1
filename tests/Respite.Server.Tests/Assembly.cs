[assembly: AssemblyFixture(typeof(Respite.Tests.Shared.PostgresServer))]
