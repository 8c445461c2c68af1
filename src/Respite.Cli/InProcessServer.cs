using Respite.Cli.Hosting;

namespace Respite.Cli;

public static class InProcessServer
{
    public static Task<LocalServer> StartAsync(LocalServerRequest request, CancellationToken cancel) =>
        throw new CliException("this build holds no server yet; name one with --server.");
}
