using System.Text.Json;

namespace Respite.Cli.Hosting;

/// <summary>A server in this process. Disposing it stops it cleanly; its state stays.</summary>
/// <param name="Stopped">Completes when it has stopped, by itself or by being disposed.</param>
public sealed record LocalServer(Uri Url, string Token, Task Stopped, IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <summary>Its log is what standard output holds, and nothing else.</summary>
    public bool LogsToOutput { get; init; }

    /// <summary>Where its web console is; null: it has none.</summary>
    public Uri? Console { get; init; }

    public ValueTask DisposeAsync() => Owner.DisposeAsync();

    public override string ToString() => Url.ToString();
}

/// <param name="Cloud">The name in clouds.yaml; null: from OS_* variables.</param>
/// <param name="Work">False: it answers and records, but takes no maintenance a step further.</param>
/// <param name="Keystone">Tokens of the cloud's users are let in as well, by their roles.</param>
public sealed record LocalServerRequest(string StateDirectory, string? Cloud, bool Work = true, bool Keystone = false);

/// <summary>A server to run for long, as its configuration says.</summary>
/// <param name="ConfigFile">Null: the default one, if it is there.</param>
/// <param name="Flags">Keys of the configuration that the command line sets.</param>
/// <param name="Cloud">Unless the configuration names one.</param>
public sealed record ServeRequest(string? ConfigFile, IReadOnlyDictionary<string, string> Flags, string? Cloud);

/// <summary>Starts a server in this process. Throws with a clear sentence when the state is taken, corrupt or read-only, or the cloud refuses.</summary>
public delegate Task<LocalServer> StartLocalServer(LocalServerRequest request, CancellationToken cancel);

/// <summary>The hosts as <c>GET /v1/hosts</c> lists them, read from the cloud and the state in this process: no server is started.</summary>
public delegate Task<JsonElement> ReadHosts(string stateDirectory, string? cloud, CancellationToken cancel);
