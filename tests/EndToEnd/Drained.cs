using Respite.Simulator;
using Respite.Simulator.Model;

namespace Respite.EndToEnd.Tests;

/// <summary>What must hold of a cloud when its first hosts have been drained, whatever happened meanwhile.</summary>
internal static class Drained
{
    public const int MostInCloud = 12;
    public const int MostAtHost = 2;

    /// <summary>Limits that are reached, and more attempts than anything fails.</summary>
    public const string Policy = "max_moves_per_cloud: 12\nmax_moves_per_source: 2\nmax_moves_per_destination: 2\nmax_attempts: 30\n";

    public static void ShouldHold(SimulatedCloud cloud, int hosts)
    {
        for (var host = 1; host <= hosts; host++)
        {
            cloud.Instances.ShouldAllBe(i => i.Host != $"compute-{host:00}");
            cloud.Host($"compute-{host:00}").Enabled.ShouldBeFalse();
        }
        cloud.Migrations.Where(m => m.Status is "completed" or "finished" or "confirmed").GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        cloud.Instances.ShouldAllBe(i => i.VmState == VmStates.Active || i.VmState == VmStates.Stopped);
        cloud.ConcurrentMigrations().ShouldBeEmpty();
        cloud.Inconsistencies().ShouldBeEmpty();
        var live = cloud.Migrations.Where(m => m.Type == "live-migration").ToList();
        AtOnce(live).ShouldBeLessThanOrEqualTo(MostInCloud);
        foreach (var atHost in live.GroupBy(m => m.SourceCompute).Concat(live.GroupBy(m => m.DestCompute!)))
            AtOnce(atHost).ShouldBeLessThanOrEqualTo(MostAtHost, atHost.Key);
    }

    /// <summary>How many were under way at the same instant, at most.</summary>
    public static int AtOnce(IEnumerable<Migration> migrations)
    {
        var changes = migrations.SelectMany(m => new[] { (At: m.CreatedAt, By: 1), (At: m.UpdatedAt, By: -1) });
        var (now, most) = (0, 0);
        foreach (var (_, by) in changes.OrderBy(c => c.At).ThenBy(c => c.By))
        {
            now += by;
            most = Math.Max(most, now);
        }
        return most;
    }
}
