using System.Globalization;
using Respite.OpenStack.Session;
using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Simulator.Time;
using Respite.Situations;

namespace Respite.Server.Tests.Scheduling;

/// <summary>The same situations as on the lab (tests/Lab/Differential), by the thousand, against the simulator's scheduler.</summary>
/// <remarks><c>RESPITE_SITUATIONS</c>: how many (100), <c>RESPITE_SEED</c>: the first one's seed (1).</remarks>
public sealed class SimulatorAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_planner_never_allows_what_the_simulated_Nova_refuses_and_is_stricter_only_where_it_is_known()
    {
        var (first, count) = (Number("RESPITE_SEED", 1), Number("RESPITE_SITUATIONS", 100));
        var comparisons = new List<Comparison>();
        for (var seed = first; seed < first + count; seed++)
            comparisons.AddRange(await CompareAsync(RandomSituation.Draw(seed)));
        output.WriteLine(Agreement.Report(comparisons));
        comparisons.SelectMany(c => c.AllowedAndRefused).ShouldBeEmpty();
        comparisons.SelectMany(Agreement.Unexplained).ShouldBeEmpty();
        comparisons.Sum(c => c.AllowedByBoth.Count()).ShouldBeGreaterThan(count, "else the situations say nothing");
    }

    private static async Task<IReadOnlyList<Comparison>> CompareAsync(Situation situation)
    {
        var clock = new VirtualClock();
        await using var cloud = SimulatedSituation.Cloud(situation.Seed, clock);
        using var nova = new SimulatedNova(cloud, clock);
        await nova.SignInAsync();
        var servers = await new SimulatedSituation(cloud, nova).BuildAsync(situation);
        var probe = new SchedulerProbe(nova);
        var comparisons = new List<Comparison>();
        foreach (var onHost in servers.GroupBy(s => s.Value.Host))
        {
            var snapshot = await ReadAsync(cloud, clock, onHost.Key);
            foreach (var (name, (id, _)) in onHost)
            {
                var planner = Destinations.Of(snapshot.Cloud, onHost.Key, snapshot.Instances.Single(i => i.Id == id).Snapshot).Where(a => a.Host != onHost.Key).ToList();
                var instance = situation.Instances.Single(i => i.Name == name);
                comparisons.Add(new Comparison(situation, instance, onHost.Key, planner, await probe.AcceptsAsync(id, instance.Off, planner.Select(a => a.Host))));
            }
        }
        return comparisons;
    }

    private static async Task<PlanningSnapshot> ReadAsync(Simulator.SimulatedCloud cloud, VirtualClock clock, string host)
    {
        using var session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, cloud.CreateHandler());
        using var feed = new MigrationFeed(session, clock);
        return await new SnapshotReader(session, new HostReader(session, feed, TimeProvider.System), new HypervisorReader(session, TimeProvider.System), TimeProvider.System)
            .ReadAsync(host, new DrainPolicy(), new HashSet<string>(), TimeSpan.Zero, CancellationToken.None);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
