using Respite.Lab.Tests;
using Respite.Tests.Shared;

// One cloud, one test at a time: each leaves it as it found it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(LabCloud))]
[assembly: AssemblyFixture(typeof(PostgresServer))]
