using Respite.Cli.Api;
using Respite.Cli.Commands;

namespace Respite.Cli.Hosting;

/// <summary>
/// The server that a command speaks to: a named one, the one that already serves the cloud's state directory on this machine,
/// or one that lives in this process and so does its work only as long as the command runs.
/// </summary>
public sealed class Connection : IAsyncDisposable
{
    private readonly LocalServer? own;

    private Connection(RespiteClient client, LocalServer? own, string? stateDirectory) =>
        (Client, this.own, StateDirectory) = (client, own, stateDirectory);

    public RespiteClient Client { get; }

    /// <summary>The server ends with this process.</summary>
    public bool OwnsServer => own is not null;

    public string? StateDirectory { get; }

    public static async Task<Connection> OpenAsync(ConnectionOptions options, CommandContext context, CancellationToken cancel, bool work = true)
    {
        if (await FindAsync(options, context, cancel) is { } found) return found;

        var directory = Hosting.StateDirectory.For(options.Cloud, context.Terminal.Environment);
        if (!options.Local) context.Terminal.Say($"respite: no server is running; working locally, state in {directory}");
        try
        {
            var own = await context.StartServer(new LocalServerRequest(directory, options.Cloud, work), cancel);
            return new Connection(new RespiteClient(own.Url, own.Token), own, directory);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Somebody else's server may have come up between the look and the start, and taken the lock.
            if (await Endpoint.FindAsync(directory, cancel) is { } other) return new Connection(other, null, directory);
            throw;
        }
    }

    /// <summary>Only to a server that runs already; null if there is none.</summary>
    public static async Task<Connection?> FindAsync(ConnectionOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Server is not null) return new Connection(Remote(options.Server, options.Cloud, context), null, null);
        var directory = Hosting.StateDirectory.For(options.Cloud, context.Terminal.Environment);
        return await Endpoint.FindAsync(directory, cancel) is { } running ? new Connection(running, null, directory) : null;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (own is not null) await own.DisposeAsync();
    }

    private static RespiteClient Remote(string server, string? cloud, CommandContext context)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CliException($"'{server}' is not a server's URL; one looks like http://127.0.0.1:8780.", ExitCode.Usage);
        if (context.Terminal.Environment("RESPITE_TOKEN") is { Length: > 0 } token) return new RespiteClient(url, token);
        if (url.Scheme == "http" && !url.IsLoopback)
            throw new CliException($"RESPITE_TOKEN is not set, and a Keystone token is not sent in clear to {url}: name the server with https, or set RESPITE_TOKEN.");
        try
        {
            return new RespiteClient(url, context.SignIn(cloud));
        }
        catch (CliException e)
        {
            throw new CliException($"RESPITE_TOKEN is not set, and there is no signing in to Keystone for the server at {url} instead: {e.Message}", cause: e);
        }
    }
}
