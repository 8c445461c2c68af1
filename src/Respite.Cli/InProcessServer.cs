using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Hosting;
using Respite.OpenStack.Session;
using Respite.Server;
using Respite.Server.Auth;
using Respite.Server.Configuration;
using Respite.Server.Store;
using Respite.Server.Telemetry;

namespace Respite.Cli;

/// <summary>The real server as <see cref="StartLocalServer"/> and <see cref="ReadHosts"/>, and the real cloud. The only place that names their types, so that nothing of it is loaded before.</summary>
public static class InProcessServer
{
    public static Task<LocalServer> StartAsync(LocalServerRequest request, CancellationToken cancel) => Explained(async () =>
    {
        var role = request.Work ? ServerRole.All : ServerRole.Api;
        return Local(await RespiteServer.StartAsync(new() { StateDirectory = request.StateDirectory, CloudName = request.Cloud, Role = role, Keystone = request.Keystone ? new RoleMap() : null }, cancel));
    });

    /// <summary>A server as the configuration and the command line want it; the command line wins.</summary>
    public static Task<LocalServer> ServeAsync(ServeRequest request, Terminal terminal, CancellationToken cancel) => Explained(async () =>
    {
        var options = Configured(request, terminal);
        terminal.Say($"respite: state in {(options.Database is null ? options.StateDirectory : "the database")}, role {options.Role.ToString().ToLowerInvariant()}");
        return Local(await RespiteServer.StartAsync(options, cancel)) with { LogsToOutput = options.Log == LogFormat.Json };
    });

    /// <summary>Reads the configuration as <c>serve</c> would, the cloud's too, and starts nothing.</summary>
    public static Task CheckConfigAsync(ServeRequest request, Terminal terminal) => Explained(() => Task.FromResult(CloudConfig.Load(Configured(request, terminal).CloudName)));

    /// <returns>The numbers of the migrations that were applied.</returns>
    public static Task<IReadOnlyList<int>> SyncDatabaseAsync(ServeRequest request, Terminal terminal, CancellationToken cancel) => Explained(() =>
        Configured(request, terminal).Database is { } database
            ? RespiteServer.SyncDatabaseAsync(database, cancel)
            : throw new CliException("the configuration names no database: SQLite's schema is brought up to date at each start."));

    public static Task<JsonElement> HostsAsync(string stateDirectory, string? cloud, CancellationToken cancel) =>
        Explained(() => HostLook.ReadAsync(stateDirectory, cloud, cancel));

    /// <summary>Keystone tokens as <see cref="Respite.Cli.Api.SignIn"/>: of the cloud that a server in this process would speak to.</summary>
    public static TokenSource SignIn(string? cloud)
    {
        try
        {
            var session = new OpenStackSession(CloudConfig.Load(cloud));
            return new TokenSource(session.Config.Name, (rejected, cancel) => Explained(() => session.TokenAsync(rejected, cancel)), session);
        }
        catch (CloudConfigException e)
        {
            throw new CliException(e.Message, cause: e);
        }
    }

    private static LocalServer Local(RespiteServer server) => new(server.Url, server.Token, server.Completion, server) { Console = server.ConsoleUrl };

    private static ServerOptions Configured(ServeRequest request, Terminal terminal)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(e => KeyValuePair.Create((string)e.Key, (string)e.Value!));
        var flags = request.Flags.Select(flag => KeyValuePair.Create($"RESPITE__{flag.Key.ToUpperInvariant()}", flag.Value));
        var read = ServerConfig.Read(request.ConfigFile, [.. environment, .. flags], cloud => StateDirectory.For(cloud ?? request.Cloud, terminal.Environment));
        return read with { CloudName = read.CloudName ?? request.Cloud };
    }

    private static async Task<T> Explained<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is StateException or CloudConfigException or OpenStackException or ConfigException)
        {
            throw new CliException(e.Message, cause: e);
        }
    }
}
