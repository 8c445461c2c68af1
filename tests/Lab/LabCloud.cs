namespace Respite.Lab.Tests;

/// <summary>
/// The lab that is up: emptied before the first test, and held by this process alone until the last one.
/// Each test begins with <see cref="Reset"/>.
/// </summary>
public sealed class LabCloud : IAsyncLifetime
{
    private FileStream? held;

    public LabApi Api { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!LabFactAttribute.Enabled)
        {
            return;
        }

        await Until(Hold, "another run of these tests to let go of the lab", TimeSpan.FromMinutes(10));
        await Api.SignIn();
        await Reset();
    }

    /// <summary>No servers, every compute enabled, no knob turned.</summary>
    public static Task Reset() => LabScripts.Run("reset");

    /// <summary><c>lab/seed-servers</c>; see its <c>--help</c>.</summary>
    public static Task Seed(params string[] arguments) => LabScripts.Run("seed-servers", arguments);

    /// <summary><c>lab/service VERB NAME...</c>: stop, kill, start, restart.</summary>
    public static Task Service(string verb, params string[] names) => LabScripts.Run("service", [verb, .. names]);

    /// <summary>The driver's knobs, such as <c>{"reject_to": ["compute-04"]}</c>. <see cref="Reset"/> turns them back.</summary>
    public static Task Knobs(string json) => File.WriteAllTextAsync(Path.Combine(LabScripts.State, "lab.json"), json);

    /// <summary>All servers of all projects, the soft-deleted ones too; of one host when it is named.</summary>
    public async Task<IReadOnlyList<LabServer>> Servers(string? host = null)
    {
        var path = "/servers/detail?all_tenants=1&soft_deleted=true" + (host is null ? "" : "&host=" + host);
        var json = await Api.Nova(HttpMethod.Get, path);
        return [.. json.GetProperty("servers").EnumerateArray().Select(LabServer.From)];
    }

    /// <summary>The migrations that left a host, newest first. Nova lists none of deleted servers.</summary>
    public async Task<IReadOnlyList<LabMigration>> MigrationsFrom(string host)
    {
        var json = await Api.Nova(HttpMethod.Get, "/os-migrations?source_compute=" + host);
        return [.. json.GetProperty("migrations").EnumerateArray().Select(LabMigration.From)];
    }

    /// <summary>The names of everything that was ever asked of a server.</summary>
    public async Task<IReadOnlyList<string>> Actions(LabServer server)
    {
        var json = await Api.Nova(HttpMethod.Get, $"/servers/{server.Id}/os-instance-actions");
        return [.. json.GetProperty("instanceActions").EnumerateArray().Select(a => a.GetProperty("action").GetString()!)];
    }

    public Task Act(LabServer server, string body) =>
        Api.Nova(HttpMethod.Post, $"/servers/{server.Id}/action", body);

    /// <summary>Asks again, every half second unless told otherwise, until it is so.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task Until(Func<Task<bool>> done, string what, TimeSpan? atMost = null, TimeSpan? every = null)
    {
        var end = DateTime.UtcNow + (atMost ?? TimeSpan.FromMinutes(2));
        while (!await done())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException("waited in vain for " + what);
            }

            await Task.Delay(every ?? TimeSpan.FromMilliseconds(500));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null)
        {
            await Reset();
            await held.DisposeAsync();
        }

        Api.Dispose();
    }

    private Task<bool> Hold()
    {
        try
        {
            held = new FileStream(Path.Combine(LabScripts.State, "tests.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Task.FromResult(true);
        }
        catch (IOException)
        {
            return Task.FromResult(false);
        }
    }
}
