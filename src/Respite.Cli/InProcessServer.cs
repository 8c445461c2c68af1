using System.Text.Json;
using Respite.Cli.Hosting;
using Respite.OpenStack.Session;
using Respite.Server;
using Respite.Server.Store;

namespace Respite.Cli;

/// <summary>The real server as <see cref="StartLocalServer"/> and <see cref="ReadHosts"/>. The only place that names the server's types, so that nothing of it is loaded before.</summary>
public static class InProcessServer
{
    public static Task<LocalServer> StartAsync(LocalServerRequest request, CancellationToken cancel) => Explained(async () =>
    {
        var options = new ServerOptions { StateDirectory = request.StateDirectory, CloudName = request.Cloud, ListenUrl = request.Listen, Work = request.Work };
        var server = await RespiteServer.StartAsync(options, cancel);
        return new LocalServer(server.Url, server.Token, server.Completion, server);
    });

    public static Task<JsonElement> HostsAsync(string stateDirectory, string? cloud, CancellationToken cancel) =>
        Explained(() => HostLook.ReadAsync(stateDirectory, cloud, cancel));

    private static async Task<T> Explained<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is StateException or CloudConfigException or OpenStackException)
        {
            throw new CliException(e.Message, cause: e);
        }
    }
}
