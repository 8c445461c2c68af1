using Npgsql;
using Respite.Tests.Shared;

namespace Respite.EndToEnd.Tests;

/// <summary>Several replicas of the real server on one PostgreSQL database and one cloud.</summary>
internal sealed class Replicas : IDisposable
{
    private readonly string folder;
    private readonly string cloud;
    private readonly Dictionary<string, string> environment;
    private readonly RespiteProcess[] running;
    private readonly Uri[] urls;

    private Replicas(string folder, string cloud, string database, int count)
    {
        (this.folder, this.cloud, Database) = (folder, cloud, database);
        environment = new() { ["RESPITE__DATABASE"] = database };
        running = new RespiteProcess[count];
        urls = new Uri[count];
    }

    public int Count => running.Length;

    /// <summary>The connection string of what they share.</summary>
    public string Database { get; }

    public static Task<Replicas> StartAsync(CloudFolder folder, PostgresServer postgres, int count) => StartAsync(folder.Path, "simulated", postgres, count);

    /// <param name="folder">With the clouds.yaml of this cloud; what they keep for themselves goes there too.</param>
    public static async Task<Replicas> StartAsync(string folder, string cloud, PostgresServer postgres, int count)
    {
        var replicas = new Replicas(folder, cloud, await postgres.NewDatabaseAsync(), count);
        using var sync = RespiteProcess.Start(folder, replicas.environment, "db", "sync");
        (await sync.EndAsync()).ExitCode.ShouldBe(0);
        await Task.WhenAll(Enumerable.Range(0, count).Select(replicas.StartAsync));
        return replicas;
    }

    public RespiteProcess this[int replica] => running[replica];

    public async Task StartAsync(int replica)
    {
        running[replica] = RespiteProcess.Start(
            folder, environment, "serve", "--listen", "127.0.0.1:0", "--os-cloud", cloud, "--state-dir", StateOf(replica));
        if (!await running[replica].SaysAsync("listens at"))
            throw new InvalidOperationException((await running[replica].EndAsync()).Errors);
        urls[replica] = Endpoint(replica).Url;
    }

    /// <summary>A command to one of them.</summary>
    public async Task<Outcome> AskAsync(int replica, params string[] arguments)
    {
        var asked = new Dictionary<string, string> { ["RESPITE_SERVER"] = urls[replica].ToString(), ["RESPITE_TOKEN"] = Endpoint(replica).Token };
        using var process = RespiteProcess.Start(folder, asked, arguments);
        return await process.EndAsync();
    }

    /// <summary>Follows the journal at one of them, from a process that reads nothing of it.</summary>
    public async Task<IDisposable> ListenAsync(int replica)
    {
        var client = new HttpClient { DefaultRequestHeaders = { { "X-Auth-Token", Endpoint(replica).Token }, { "Accept", "text/event-stream" } } };
        await client.GetAsync(new Uri(urls[replica], "/v1/events"), HttpCompletionOption.ResponseHeadersRead);
        return client;
    }

    /// <summary>Waits until that many of them hold a maintenance each, at least.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync(int atLeast)
    {
        IReadOnlyList<string> holders = [];
        await Until.TrueAsync(async () => (holders = await HoldersAsync()).Count >= atLeast);
        return holders;
    }

    /// <summary>Waits until one holds all of them.</summary>
    public async Task<string> OnlyHolderAsync(TimeSpan within)
    {
        IReadOnlyList<string> holders = [];
        await Until.TrueAsync(async () => (holders = await HoldersAsync()).Count == 1, within);
        return holders[0];
    }

    /// <summary>Who holds a lease of an open maintenance, or held it last.</summary>
    private async Task<IReadOnlyList<string>> HoldersAsync()
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT DISTINCT lease_owner FROM maintenances WHERE is_open = 1 AND lease_owner <> ''", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var holders = new List<string>();
        while (await rows.ReadAsync())
            holders.Add(rows.GetString(0));
        return holders;
    }

    public void Dispose()
    {
        foreach (var replica in running)
            replica?.Dispose();
    }

    private string StateOf(int replica) => Path.Combine(folder, $"replica-{replica}");

    private (Uri Url, string Token) Endpoint(int replica)
    {
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(StateOf(replica), "endpoint.json")));
        return (new Uri(file.RootElement.GetProperty("url").GetString()!), file.RootElement.GetProperty("token").GetString()!);
    }
}
