using Respite.Cli.Api;

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

    public static async Task<Connection> OpenAsync(
        ConnectionOptions options, Terminal terminal, StartLocalServer start, CancellationToken cancel, bool work = true)
    {
        if (await FindAsync(options, terminal, cancel) is { } found) return found;

        var directory = Hosting.StateDirectory.For(options.Cloud, terminal.Environment);
        if (!options.Local) terminal.Say($"respite: no server is running; working locally, state in {directory}");
        try
        {
            var own = await start(new LocalServerRequest(directory, options.Cloud, work), cancel);
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
    public static async Task<Connection?> FindAsync(ConnectionOptions options, Terminal terminal, CancellationToken cancel)
    {
        if (options.Server is not null) return new Connection(Remote(options.Server, terminal), null, null);
        var directory = Hosting.StateDirectory.For(options.Cloud, terminal.Environment);
        return await Endpoint.FindAsync(directory, cancel) is { } running ? new Connection(running, null, directory) : null;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (own is not null) await own.DisposeAsync();
    }

    private static RespiteClient Remote(string server, Terminal terminal)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CliException($"'{server}' is not a server's URL; one looks like http://127.0.0.1:8780.", ExitCode.Usage);
        if (terminal.Environment("RESPITE_TOKEN") is not { Length: > 0 } token)
            throw new CliException($"RESPITE_TOKEN is not set: the server at {url} wants its token; `respite serve` says where the token file is.");
        return new RespiteClient(url, token);
    }
}
