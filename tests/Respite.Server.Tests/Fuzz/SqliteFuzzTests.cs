namespace Respite.Server.Tests.Fuzz;

public sealed class SqliteFuzzTests : FuzzTests
{
    private protected override Task<Func<ServerOptions, ServerOptions>> StateAsync() => Task.FromResult<Func<ServerOptions, ServerOptions>>(options => options);
}
