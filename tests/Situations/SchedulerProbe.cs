using System.Text.Json;

namespace Respite.Situations;

/// <summary>
/// Asks a Nova which hosts its scheduler accepts for a server, without moving it: with the server's <c>lab_mode</c> each destination's check (live) or
/// the source's part (cold) fails, so that the conductor goes on to the next host, and the instance action shows every host that the
/// scheduler had chosen.
/// </summary>
public sealed class SchedulerProbe(INovaUnderTest nova)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The body that boots a server which can be asked about. Flavor, image and group by id.</summary>
    /// <param name="host">Null: the scheduler chooses.</param>
    public static string BootBody(SituationInstance instance, string name, string flavor, string image, string? host, string? group)
    {
        var server = new Dictionary<string, object>
        {
            ["name"] = name, ["flavorRef"] = flavor, ["imageRef"] = image, ["networks"] = "none", ["metadata"] = Metadata(instance.Off),
        };
        if (host is not null)
            server["host"] = host;
        if (instance.Zone is not null)
            server["availability_zone"] = instance.Zone;
        var body = new Dictionary<string, object> { ["server"] = server };
        if (group is not null)
            body["os:scheduler_hints"] = new { group };
        return JsonSerializer.Serialize(body);
    }

    private static Dictionary<string, string> Metadata(bool off) =>
        new() { ["lab_mode"] = off ? "failcold" : "failcheck", ["lab_lm_seconds"] = "0", ["lab_cm_seconds"] = "0" };

    /// <summary>All hosts that it accepts.</summary>
    /// <param name="off">Shut off: it moves cold.</param>
    public async Task<IReadOnlySet<string>> AcceptsAsync(string server, bool off, IEnumerable<string> others)
    {
        if (!off)
            return await LiveAsync(server, null);
        // A cold migration that fails on its source is not tried elsewhere: one request for each host.
        var accepted = new HashSet<string>();
        foreach (var host in others)
            accepted.UnionWith(await ColdAsync(server, host));
        return accepted;
    }

    /// <summary>The hosts that were chosen for one live migration: all that it accepts, or the named one or none.</summary>
    public Task<IReadOnlySet<string>> LiveAsync(string server, string? named) =>
        ChosenAsync(server, JsonSerializer.Serialize(new Dictionary<string, object> { ["os-migrateLive"] = new { host = named, block_migration = "auto" } }),
            "compute_check_can_live_migrate_destination");

    private Task<IReadOnlySet<string>> ColdAsync(string server, string named) =>
        ChosenAsync(server, JsonSerializer.Serialize(new { migrate = new { host = named } }), "compute_prep_resize");

    private async Task<IReadOnlySet<string>> ChosenAsync(string server, string action, string chosen)
    {
        var before = await ActionsAsync(server);
        await nova.CallAsync(HttpMethod.Post, $"/servers/{server}/action", action);
        for (var waited = TimeSpan.Zero; !await IdleAsync(server) || !HasEnded(await NewEventsAsync(server, before)); waited += Tick)
        {
            if (waited > Limit)
                throw new TimeoutException($"waited in vain for {action} of {server}");
            await nova.PassAsync(Tick);
        }
        return (await NewEventsAsync(server, before)).Where(e => e.GetProperty("event").GetString() == chosen).Select(e => e.GetProperty("host").GetString()!).ToHashSet();
    }

    /// <summary>
    /// A live one has when the server is idle; a cold one only when the source's part has failed, since the server is idle before its allocation is back.
    /// (Not when all events have: of two of one name in one second, Nova closes one twice and the other never.)
    /// </summary>
    private static bool HasEnded(IReadOnlyList<JsonElement> events)
    {
        var named = events.ToLookup(e => e.GetProperty("event").GetString());
        return events.Count > 0
            && (!named.Contains("compute_prep_resize") || named["compute_resize_instance"].Any(e => e.GetProperty("finish_time").ValueKind != JsonValueKind.Null));
    }

    private async Task<IReadOnlyList<string>> ActionsAsync(string server) =>
        [.. (await nova.CallAsync(HttpMethod.Get, $"/servers/{server}/os-instance-actions")).GetProperty("instanceActions").EnumerateArray().Select(a => a.GetProperty("request_id").GetString()!)];

    private async Task<IReadOnlyList<JsonElement>> NewEventsAsync(string server, IReadOnlyList<string> before) =>
        (await ActionsAsync(server)).Except(before).SingleOrDefault() is { } request
            ? [.. (await nova.CallAsync(HttpMethod.Get, $"/servers/{server}/os-instance-actions/{request}")).GetProperty("instanceAction").GetProperty("events").EnumerateArray()]
            : [];

    private async Task<bool> IdleAsync(string server) =>
        (await nova.CallAsync(HttpMethod.Get, $"/servers/{server}")).GetProperty("server").GetProperty("OS-EXT-STS:task_state").ValueKind == JsonValueKind.Null;
}
