using System.Globalization;
using Respite.Planning.Drain;
using Respite.Planning.Model;

namespace Respite.Bench.Plan;

/// <summary>How long plans take in large clouds, in processor time so that a busy machine does not count, and what a snapshot weighs.</summary>
internal static class PlanBench
{
    private const int Times = 9;

    public static int Run()
    {
        var (large, bytes) = Weigh(() => BigCloud.Of(5000, 20, drained: 1, onFirst: 40));
        var small = BigCloud.Of(500, 20, drained: 1, onFirst: 40);
        var first = Seconds(() => One(large));
        var time = Median(() => One(large));
        var tenth = Median(() => One(small));
        Watcher(time);
        Rows.Write("plan of one host with 40 instances, 5,000 hosts, 100,000 instances: the first of a process", $"{first:F3} s");
        Rows.Write("ten times the hosts: so many times the time", F(time / tenth), $"500 hosts: {tenth * 1000:F1} ms", "at most 12", time / tenth <= 12);
        Rows.Write("memory of the snapshot, an instance", $"{bytes / large.Instances.Count} bytes");

        var whole = BigCloud.Of(5000, 6, drained: 500);
        var plan = DrainPlanner.PlanTogether(whole.Cloud, whole.ByHost, new DrainPolicy());
        var movers = plan.Plans.Sum(one => one.Moves.Count(move => move.Destination is not null));
        var together = Median(() => DrainPlanner.PlanTogether(whole.Cloud, whole.ByHost, new DrainPolicy()));
        Rows.Write(
            $"500 of 5,000 hosts with 30,000 instances emptied at once, all constraints on: {movers} placed, {plan.Proof}",
            $"{together:F2} s", "BtrPlace, partitioned, as published: 30 s", "at most 3 s, all placed", together <= 3 && plan.Feasible);
        return 0;
    }

    private static void Watcher(double time)
    {
        const string what = "plan of one host with 40 instances, 5,000 hosts, 100,000 instances: so much of Watcher's time";
        if (WatcherRun.Seconds(5000, 20, 40) is { } watcher)
            Rows.Write(what, $"{time / watcher:F4} ({time * 1000:F1} ms)", $"Watcher, model copied and strategy executed: {watcher:F2} s", "at most 0.01", time <= watcher / 100);
        else
            Rows.Write(what + ": python3-watcher is not installed", $"{time * 1000:F1} ms");
    }

    private static void One(BigCloud cloud)
    {
        var (host, instances) = cloud.ByHost.First();
        var plan = DrainPlanner.Plan(cloud.Cloud, host, instances, new DrainPolicy());
        if (!plan.Feasible)
            throw new InvalidOperationException(plan.Blockers[0].Reason);
    }

    private static double Median(Action action)
    {
        // Until the compiler has done what it does to code that is used often: its work counts as ours.
        for (var warm = 0.0; warm < 3;)
            warm += Seconds(action);
        return Enumerable.Range(0, Times).Select(_ => Seconds(action)).Order().ElementAt(Times / 2);
    }

    private static double Seconds(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static (T Made, long Bytes) Weigh<T>(Func<T> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        return (made, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    private static string F(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
