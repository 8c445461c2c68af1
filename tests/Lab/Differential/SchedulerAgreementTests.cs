using System.Globalization;
using System.Text.Json;
using Respite.OpenStack.Session;
using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Situations;

namespace Respite.Lab.Tests.Differential;

/// <summary>
/// The planner held against the real scheduler: random small clouds, and for each instance in them the destinations that Respite would
/// allow (its own reading of the cloud, its own rules) beside those that Nova accepts.
/// </summary>
/// <remarks><c>RESPITE_SITUATIONS</c>: how many (4), <c>RESPITE_SEED</c>: the first one's seed (1).</remarks>
public sealed class SchedulerAgreementTests(LabCloud cloud, ITestOutputHelper output)
{
    [LabFact]
    public async Task The_planner_never_allows_what_Nova_refuses_and_is_stricter_only_where_it_is_known()
    {
        var (first, count) = (Number("RESPITE_SEED", 1), Number("RESPITE_SITUATIONS", 4));
        var comparisons = new List<Comparison>();
        var lab = new LabSituation(cloud, new LabProviders(cloud.Api));
        // Else every destination that was tried and refused counts as one with the member, for minutes.
        await LabScripts.Run("set", "LAB_TRACK_INSTANCES=false");
        await lab.ClearAsync();
        try
        {
            for (var seed = first; seed < first + count; seed++)
                comparisons.AddRange(await CompareAsync(lab, RandomSituation.Draw(seed)));
        }
        finally
        {
            await lab.ClearAsync();
            await LabScripts.Run("set", "LAB_TRACK_INSTANCES=true");
        }
        output.WriteLine(Agreement.Report(comparisons));
        comparisons.SelectMany(c => c.AllowedAndRefused).ShouldBeEmpty();
        comparisons.SelectMany(Agreement.Unexplained).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<Comparison>> CompareAsync(LabSituation lab, Situation situation)
    {
        var servers = await lab.BuildAsync(situation);
        var nova = new SchedulerProbe(new LabNova(cloud.Api));
        var comparisons = new List<Comparison>();
        foreach (var onHost in servers.Values.GroupBy(s => s.Host!))
        {
            var snapshot = await ReadAsync(onHost.Key);
            foreach (var server in onHost)
            {
                var instance = snapshot.Instances.Single(i => i.Id == server.Id).Snapshot;
                var planner = Destinations.Of(snapshot.Cloud, onHost.Key, instance).Where(a => a.Host != onHost.Key).ToList();
                var accepted = await nova.AcceptsAsync(server.Id, server.Status != "ACTIVE", planner.Select(a => a.Host));
                var comparison = new Comparison(situation, situation.Instances.Single(i => LabSituation.Mark + i.Name == server.Name), server.Host!, planner, accepted);
                output.WriteLine(comparison.ToString());
                comparisons.Add(comparison);
                await NamedAsync(nova, server, planner, accepted);
            }
        }
        await MoveOneAsync(servers, comparisons);
        await lab.LeaveAsync();
        return comparisons;
    }

    /// <summary>What Nova says to a host by name is what it says without one.</summary>
    private static async Task NamedAsync(SchedulerProbe nova, LabServer server, IReadOnlyList<DestinationAnswer> planner, IReadOnlySet<string> accepted)
    {
        var host = planner[server.Id[0] % planner.Count].Host;
        if (server.Status == "ACTIVE")
            (await nova.LiveAsync(server.Id, host)).Contains(host).ShouldBe(accepted.Contains(host), $"{server.Name} to {host}, named");
    }

    /// <summary>What both allow, Nova does.</summary>
    private async Task MoveOneAsync(IReadOnlyDictionary<string, LabServer> servers, List<Comparison> comparisons)
    {
        if (comparisons.FirstOrDefault(c => !c.Instance.Off && c.AllowedByBoth.Any()) is not { } movable)
            return;
        var (server, host) = (servers[movable.Instance.Name], movable.AllowedByBoth.First());
        var last = (await MigrationsAsync(server)).Max(m => m.Id);
        await cloud.Api.Nova(HttpMethod.Post, $"/servers/{server.Id}/metadata", """{"metadata": {"lab_mode": "none"}}""");
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

    private static async Task<PlanningSnapshot> ReadAsync(string host)
    {
        var environment = new Dictionary<string, string> { ["OS_CLIENT_CONFIG_FILE"] = Path.Combine(LabScripts.State, "clouds.yaml") };
        using var session = new OpenStackSession(CloudConfig.Load("oslab", environment, LabScripts.State));
        using var feed = new MigrationFeed(session, TimeProvider.System);
        return await new SnapshotReader(session, new HostReader(session, feed, TimeProvider.System), new HypervisorReader(session, TimeProvider.System), TimeProvider.System)
            .ReadAsync(host, new DrainPolicy(), new HashSet<string>(), TimeSpan.Zero, CancellationToken.None);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
