using System.Text.Json;

namespace Respite.Lab.Tests.Differential;

/// <summary>
/// Asks the real Nova which hosts its scheduler accepts for a server, without moving it: the lab's driver makes each destination's
/// check (live) or the source's part (cold) fail, so that the conductor goes on to the next host, and the instance action shows every host that
/// the scheduler had chosen.
/// </summary>
internal sealed class RealScheduler(LabCloud cloud)
{
    /// <summary>All hosts that it accepts.</summary>
    public async Task<IReadOnlySet<string>> AcceptsAsync(LabServer server, IEnumerable<string> others)
    {
        if (server.Status == "ACTIVE")
            return await LiveAsync(server, null);
        // A cold migration that fails on its source is not tried elsewhere: one request for each host.
        var accepted = new HashSet<string>();
        foreach (var host in others)
            accepted.UnionWith(await ColdAsync(server, host));
        return accepted;
    }

    /// <summary>The hosts that were chosen for one live migration: all that it accepts, or the named one or none.</summary>
    public Task<IReadOnlySet<string>> LiveAsync(LabServer server, string? named) =>
        ChosenAsync(server, JsonSerializer.Serialize(new Dictionary<string, object> { ["os-migrateLive"] = new { host = named, block_migration = "auto" } }),
            "compute_check_can_live_migrate_destination");

    /// <summary>The named host, or none if it was refused.</summary>
    public Task<IReadOnlySet<string>> ColdAsync(LabServer server, string named) =>
        ChosenAsync(server, JsonSerializer.Serialize(new { migrate = new { host = named } }), "compute_prep_resize");

    /// <summary>Moves it for good, to a host that has been accepted.</summary>
    public async Task MoveAsync(LabServer server, string host)
    {
        await cloud.Api.Nova(HttpMethod.Post, $"/servers/{server.Id}/metadata", """{"metadata": {"lab_mode": "none"}}""");
        var last = (await MigrationsAsync(server)).Max(m => m.Id);
        await cloud.Act(server, JsonSerializer.Serialize(new Dictionary<string, object> { ["os-migrateLive"] = new { host, block_migration = "auto" } }));
        LabMigration? moved = null;
        await LabCloud.Until(
            async () => (moved = (await MigrationsAsync(server)).FirstOrDefault(m => m.Id > last)) is { Status: "completed" or "error" or "failed" },
            $"{server.Name} to move");
        moved!.Status.ShouldBe("completed", $"{server.Name} to {host}");
        moved.Destination.ShouldBe(host);
    }

    private async Task<IReadOnlyList<LabMigration>> MigrationsAsync(LabServer server) =>
        [.. (await cloud.MigrationsFrom(server.Host!)).Where(m => m.InstanceId == server.Id)];

    private async Task<IReadOnlySet<string>> ChosenAsync(LabServer server, string action, string chosen)
    {
        var before = await ActionsAsync(server);
        await cloud.Act(server, action);
        IReadOnlyList<JsonElement> events = [];
        await LabCloud.Until(
            async () =>
            {
                var request = (await ActionsAsync(server)).Except(before).SingleOrDefault();
                // Not the events' own ends: of two of one name in one second, Nova closes one twice and the other never.
                events = request is null ? [] : await EventsAsync(server, request);
                return events.Count > 0 && await IdleAsync(server);
            },
            $"{action} of {server.Name}", every: TimeSpan.FromMilliseconds(100));
        events = await EventsAsync(server, (await ActionsAsync(server)).Except(before).Single());
        return events.Where(e => e.GetProperty("event").GetString() == chosen).Select(e => e.GetProperty("host").GetString()!).ToHashSet();
    }

    private async Task<IReadOnlyList<string>> ActionsAsync(LabServer server) =>
        [.. (await cloud.Api.Nova(HttpMethod.Get, $"/servers/{server.Id}/os-instance-actions")).GetProperty("instanceActions").EnumerateArray().Select(a => a.GetProperty("request_id").GetString()!)];

    private async Task<IReadOnlyList<JsonElement>> EventsAsync(LabServer server, string request) =>
        [.. (await cloud.Api.Nova(HttpMethod.Get, $"/servers/{server.Id}/os-instance-actions/{request}")).GetProperty("instanceAction").GetProperty("events").EnumerateArray()];

    private async Task<bool> IdleAsync(LabServer server)
    {
        var now = LabServer.From((await cloud.Api.Nova(HttpMethod.Get, $"/servers/{server.Id}")).GetProperty("server"));
        return now.TaskState is null && now.Status == server.Status;
    }
}
