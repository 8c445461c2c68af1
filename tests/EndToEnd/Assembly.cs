// Each test runs real processes: side by side they would only starve each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Respite.Tests.Shared.PostgresServer))]
[assembly: AssemblyFixture(typeof(Respite.EndToEnd.Tests.Console.ConsoleBrowser))]
