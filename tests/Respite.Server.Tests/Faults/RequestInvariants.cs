using System.Text.RegularExpressions;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Simulator;
using Respite.Simulator.Model;

namespace Respite.Server.Tests.Faults;

/// <summary>What is checked at every request that changes something, against the simulated cloud's own truth at that instant.</summary>
internal sealed partial class RequestInvariants(SimulatedCloud cloud, DrainPolicy policy, Violations violations, Func<string, Maintenance?> openOn)
{
    private readonly Dictionary<string, Look> looks = [];
    private readonly HashSet<long> ours = [];
    private readonly HashSet<string> stopped = [];
    private readonly HashSet<string> enabled = [];

    /// <summary>By host, the states in which the present round of steps began; a command may have changed them since, which the next step sees.</summary>
    public IReadOnlyDictionary<string, MaintenanceState> AtRound { get; set; } = new Dictionary<string, MaintenanceState>();

    /// <param name="Alone">It was asked for by itself, not as one of its host's.</param>
    private sealed record Look(DateTimeOffset At, string VmState, string? TaskState, string? Host, bool Alone);

    internal sealed record Call(string Method, string Path, string Body);

    public static async Task<Call> ReadAsync(HttpRequestMessage request) => new(
        request.Method.Method, request.RequestUri!.PathAndQuery, request.Content is null ? "" : await request.Content.ReadAsStringAsync());

    /// <summary>The instance that is looked at by itself, as before each move.</summary>
    public static string? LookedAt(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get && ServerPath().Match(request.RequestUri!.AbsolutePath) is { Success: true } look ? look.Groups[1].Value : null;

    public void Before(Call call)
    {
        if (call.Method == "GET" || call.Path.Contains("/auth/tokens", StringComparison.Ordinal))
            return;
        if (ActionPath().Match(call.Path) is { Success: true } action)
            CheckAction(action.Groups[1].Value, call.Body);
        else if (MigrationPath().Match(call.Path) is { Success: true } migration)
            CheckOfMigration(call, migration.Groups[1].Value, int.Parse(migration.Groups[2].Value, null));
        else if (ServicePath().Match(call.Path) is { Success: true } service)
            CheckService(cloud.Hosts.Single(h => h.ServiceId == service.Groups[1].Value), call.Body);
        else
            violations.Add(1, $"an unexpected call: {call.Method} {call.Path}");
    }

    public void After(Call call, int status)
    {
        if (call.Method == "GET" && ServerPath().Match(call.Path) is { Success: true } look && status == 200 && Find(look.Groups[1].Value) is { } seen)
            looks[seen.Id] = new Look(cloud.Now, seen.VmState, seen.TaskState, seen.Host, Alone: true);
        else if (call.Method == "GET" && HostListPath().Match(call.Path) is { Success: true } list && status == 200)
            SeeAll(Uri.UnescapeDataString(list.Groups[1].Value));
        else if (ActionPath().Match(call.Path) is { Success: true } action && IsStart(call.Body) && status != 401)
            looks.Remove(action.Groups[1].Value);
    }

    private void SeeAll(string host)
    {
        foreach (var seen in cloud.Instances.Where(i => i.Host == host))
            looks[seen.Id] = new Look(cloud.Now, seen.VmState, seen.TaskState, seen.Host, Alone: false);
    }

    /// <summary>Whether we have ever asked for it to be enabled.</summary>
    public bool HaveEnabled(Host host) => enabled.Contains(host.Name);

    /// <summary>Whether our own call started it.</summary>
    public bool IsOurs(Migration migration)
    {
        if (ours.Contains(migration.Id))
            return true;
        var started = migration.Instance.Actions.LastOrDefault(a => a.Action is "live-migration" or "migrate" && a.StartedAt <= migration.CreatedAt);
        if (started?.UserId != migration.Instance.UserId)
            return false;
        ours.Add(migration.Id);
        return true;
    }

    private void CheckAction(string id, string body)
    {
        if (Find(id) is not { } instance)
            return;
        if (body.Contains("confirmResize", StringComparison.Ordinal))
        {
            var finished = cloud.Migrations.LastOrDefault(m => m.Instance.Id == id && m.Status == "finished");
            if (finished is not null && !IsOurs(finished) && policy.VerifyResize != VerifyResizeChoice.Confirm)
                violations.Add(1, $"a resize of {instance} that is not ours is confirmed, and the policy does not allow it");
            return;
        }
        if (body.Contains("os-stop", StringComparison.Ordinal))
            CheckStop(instance);
        else if (body.Contains("os-start", StringComparison.Ordinal))
            CheckStartAgain(instance);
        else if (IsStart(body))
            CheckStart(instance, body);
        else
            violations.Add(1, $"{instance} is told {body}");
    }

    private void CheckStop(Instance instance)
    {
        stopped.Add(instance.Id);
        if (Said.ByOwner(instance, policy) != Word.Stop)
            violations.Add(1, $"{instance} is stopped, and its owner does not say so");
        if (!looks.TryGetValue(instance.Id, out var look) || !look.Alone || look.TaskState is not null)
            violations.Add(2, $"{instance} is stopped without a look just before that showed it idle");
        else if (look.Host is null || openOn(look.Host) is null)
            violations.Add(2, $"{instance} is stopped on {look.Host ?? "no host"}, which is not being drained");
    }

    private void CheckStartAgain(Instance instance)
    {
        if (!stopped.Contains(instance.Id))
            violations.Add(1, $"{instance} is started, and we have not stopped it");
    }

    private void CheckStart(Instance instance, string body)
    {
        var what = $"{instance} is told {body}";
        if (!looks.TryGetValue(instance.Id, out var look))
        {
            violations.Add(2, $"{what} without a look just before");
            return;
        }
        if (!look.Alone && (!body.Contains("os-migrateLive", StringComparison.Ordinal) || cloud.Now - look.At > TimeSpan.FromSeconds(5)))
            violations.Add(2, $"{what}, and was last looked at {cloud.Now - look.At} ago among others");
        if (look.TaskState is not null)
            violations.Add(2, $"{what}, and its task was {look.TaskState} at the last look");
        if (look.Host is null || openOn(look.Host) is not { State: MaintenanceState.Draining or MaintenanceState.Blocked or MaintenanceState.Paused or MaintenanceState.Cancelling })
            violations.Add(2, $"{what}, and was on {look.Host ?? "no host"} at the last look, which is not being drained");
        var cold = body.Contains("\"migrate\"", StringComparison.Ordinal) && look.VmState == VmStates.Active;
        if (cold && !policy.AllowDowntime && Said.ByOwner(instance, policy) != Word.Cold)
            violations.Add(1, $"{what}, though it was ACTIVE");
        if (cold && Said.ByOwner(instance, policy) == Word.Live)
            violations.Add(1, $"{what}, though its owner says live");
        if (body.Contains("\"migrate\"", StringComparison.Ordinal) && Said.BreaksCold(instance, policy))
            violations.Add(1, $"{what}, though it has an encrypted volume whose key Nova may not read");
        if (Said.ByOwner(instance, policy) is Word.Skip or Word.Ask)
            violations.Add(1, $"{what}, though its owner says {Said.ByOwner(instance, policy)}");
        if (body.Contains("\"force\"", StringComparison.Ordinal))
            violations.Add(1, $"{what}, past the scheduler");
        // What a cancelled maintenance has left under way is nobody's any more.
        var under = cloud.Migrations.Where(m => m.UnderWay && IsOurs(m) && openOn(m.SourceCompute) is not null).ToList();
        if (under.Count >= policy.MaxMovesPerCloud)
            violations.Add(5, $"{what} while {under.Count} of our migrations are under way in the cloud (limit {policy.MaxMovesPerCloud})");
        if (under.Count(m => m.SourceCompute == look.Host) >= policy.MaxMovesPerSource)
            violations.Add(5, $"{what} while too many of our migrations are under way from {look.Host} (limit {policy.MaxMovesPerSource})");
        var to = Destination().Match(body);
        if (to.Success && under.Count(m => m.DestCompute == to.Groups[1].Value) >= policy.MaxMovesPerDestination)
            violations.Add(5, $"{what} while too many of our migrations are under way there (limit {policy.MaxMovesPerDestination})");
    }

    private void CheckOfMigration(Call call, string instanceId, int id)
    {
        if (cloud.Migrations.FirstOrDefault(m => m.Id == id) is not { } migration || migration.Instance.Id != instanceId)
        {
            violations.Add(2, $"{call.Method} {call.Path} names a migration that is not this instance's");
            return;
        }
        if (!IsOurs(migration))
            violations.Add(2, $"{call.Method} of {migration}, which somebody else started");
        if (call.Method == "POST" && !policy.AllowDowntime)
            violations.Add(1, $"{migration} is force-completed though the policy allows no downtime");
    }

    private void CheckService(Host host, string body)
    {
        if (!body.Contains("\"enabled\"", StringComparison.Ordinal))
            return;
        enabled.Add(host.Name);
        if (openOn(host.Name) is { } open && !GivesBack(open.State) && !GivesBack(AtRound.GetValueOrDefault(host.Name)))
            violations.Add(4, $"{host} is enabled while its maintenance is {open.State}");
    }

    private static bool GivesBack(MaintenanceState state) => state is MaintenanceState.Returning or MaintenanceState.Cancelling;

    private static bool IsStart(string body) =>
        body.Contains("os-migrateLive", StringComparison.Ordinal) || body.Contains("\"migrate\"", StringComparison.Ordinal) || body.Contains("shelveOffload", StringComparison.Ordinal);

    private Instance? Find(string id) => cloud.AllInstances.FirstOrDefault(i => i.Id == id);

    [GeneratedRegex("/servers/detail\\?(?:[^#]*&)?host=([^&]+)")]
    private static partial Regex HostListPath();

    [GeneratedRegex("/servers/([0-9a-f-]{36})/action$")]
    private static partial Regex ActionPath();

    [GeneratedRegex("/servers/([0-9a-f-]{36})/migrations/([0-9]+)(/action)?$")]
    private static partial Regex MigrationPath();

    [GeneratedRegex("/os-services/([0-9a-f-]{36})$")]
    private static partial Regex ServicePath();

    [GeneratedRegex("/servers/([0-9a-f-]{36})$")]
    private static partial Regex ServerPath();

    [GeneratedRegex("\"host\":\"([^\"]+)\"")]
    private static partial Regex Destination();
}
