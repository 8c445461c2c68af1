using Respite.Cli.Hosting;
using Respite.OpenStack.Session;
using Respite.Server;
using Respite.Server.Store;

namespace Respite.Cli;

/// <summary>The real server as <see cref="StartLocalServer"/>. The only place that names the server's types, so that nothing of it is loaded before.</summary>
public static class InProcessServer
{
    public static async Task<LocalServer> StartAsync(LocalServerRequest request, CancellationToken cancel)
    {
        var options = new ServerOptions { StateDirectory = request.StateDirectory, CloudName = request.Cloud, ListenUrl = request.Listen, Work = request.Work };
        try
        {
            var server = await RespiteServer.StartAsync(options, cancel);
            return new LocalServer(server.Url, server.Token, server.Completion, server);
        }
        catch (Exception e) when (e is StateException or CloudConfigException or OpenStackException)
        {
            throw new CliException(e.Message, cause: e);
        }
    }
}
