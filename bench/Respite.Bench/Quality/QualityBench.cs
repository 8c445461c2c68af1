using System.Diagnostics;
using Respite.Planning.Model;

namespace Respite.Bench.Quality;

/// <summary>Against the exact answer: does the planner place everything where that is possible, and is "impossible" true?</summary>
internal static class QualityBench
{
    private const int Cases = 400;

    public static int Run()
    {
        if (!Cbc.Installed)
        {
            Console.Error.WriteLine("cbc is not installed: sudo apt-get install coinor-cbc");
            return 1;
        }
        var folder = Directory.CreateTempSubdirectory("respite-bench-").FullName;
        try
        {
            Report([.. Enumerable.Range(0, Cases).Select(seed => Answer(seed, folder))]);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static Answered Answer(int seed, string folder)
    {
        var one = QualityCase.Of(seed);
        var watch = Stopwatch.StartNew();
        var plan = one.Plan();
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var exists = Cbc.Exists(one, folder);
        Console.Error.WriteLine($"{seed}: {one.Movers.Length} on {one.Hosts.Length}, {one.Fill:P1}; planner {plan.Proof} in {milliseconds:F0} ms, cbc {exists?.ToString() ?? "does not know"}");
        return new Answered(plan.Proof, exists, milliseconds);
    }

    private static void Report(Answered[] cases)
    {
        var possible = cases.Where(one => one.Exists == true).ToArray();
        var placed = possible.Count(one => one.Proof == Proof.Placed);
        var impossible = cases.Where(one => one.Exists == false).ToArray();
        var wrong = possible.Count(one => one.Proof == Proof.Impossible);
        var known = $"of {cases.Length} random cases 80 to 97 % full, with groups";
        Rows.Write($"everything placed where cbc shows that it can be, {known}", $"{100.0 * placed / possible.Length:F1} % ({placed})", $"cbc: {possible.Length}", "at least 99 %", placed >= 0.99 * possible.Length);
        Rows.Write("\"impossible\" said of a case that cbc solves", $"{wrong}", "-", "0", wrong == 0);
        Rows.Write("placed where cbc says that nothing can be", $"{impossible.Count(one => one.Proof == Proof.Placed)}", "-", "0", !impossible.Any(one => one.Proof == Proof.Placed));
        Rows.Write("refusals proved", $"{impossible.Count(one => one.Proof == Proof.Impossible)}", $"cbc: {impossible.Length}");
        Rows.Write("cases that cbc did not decide in 30 s", $"{cases.Count(one => one.Exists is null)}");
        var times = cases.Select(one => one.Milliseconds).Order().ToArray();
        Rows.Write("time of a plan: median, longest", $"{times[times.Length / 2]:F1} ms, {times[^1]:F0} ms");
    }

    private sealed record Answered(Proof Proof, bool? Exists, double Milliseconds);
}
