[assembly: AssemblyFixture(typeof(Respite.Tests.Shared.PostgresServer))]
[assembly: AssemblyFixture(typeof(Respite.Server.Tests.Notifications.RabbitServer))]
