using System.Collections.Concurrent;
using System.Globalization;

namespace Respite.Server.Tests.Faults;

/// <summary>
/// Hundreds of random drains, with faults of all kinds and a crash between any two steps; the invariants of ARCHITECTURE.md hold in each.
/// RESPITE_SEEDS=n runs that many; RESPITE_SEED=n reruns one.
/// </summary>
public sealed class DrainFaultTests
{
    private const int Seeds = 500;
    private const int EnoughFailures = 3;

    [Fact]
    public void The_invariants_hold_whatever_goes_wrong()
    {
        var failures = new ConcurrentBag<string>();
        var seeds = Variable("RESPITE_SEED") is { } one ? [one] : Enumerable.Range(1, Variable("RESPITE_SEEDS") ?? Seeds);
        var next = new ConcurrentQueue<int>(seeds);
        var workers = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => new Thread(() =>
        {
            while (failures.Count < EnoughFailures && next.TryDequeue(out var seed))
            {
                if (new DrainRun(seed).Run() is { } report)
                    failures.Add(report);
            }
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        failures.Count.ShouldBe(0, string.Join(Environment.NewLine, failures));
    }

    [Fact]
    public void A_seed_runs_the_same_every_time()
    {
        foreach (var seed in new[] { 3, 7, 11 })
        {
            var (first, second) = (new DrainRun(seed), new DrainRun(seed));
            first.Run().ShouldBe(second.Run());
            first.Told.ShouldNotBeEmpty();
            second.Told.ShouldBe(first.Told);
        }
    }

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
