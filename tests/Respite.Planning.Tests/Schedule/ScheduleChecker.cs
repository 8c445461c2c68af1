using Respite.Planning.Model;
using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

/// <summary>Holds times against their problem, second by second. Shares nothing with the scheduler.</summary>
internal static class ScheduleChecker
{
    /// <returns>What is wrong; empty if nothing is.</returns>
    public static IReadOnlyList<string> Errors(ScheduleProblem problem, IReadOnlyList<TimedMove> moves)
    {
        var errors = new List<string>();
        if (moves.Select(move => move.Move.Id).Distinct().Count() != moves.Count || moves.Any(move => !problem.Moves.Contains(move.Move)))
            errors.Add("a move is there twice, or none of the problem's");
        errors.AddRange(moves.Where(move => !move.Move.Paces.Contains(move.Pace)).Select(move => $"{move.Move.Id} cannot run at {move.Pace}"));
        for (var second = 0; second <= moves.Select(move => move.End).DefaultIfEmpty(0).Max(); second++)
            errors.AddRange(ErrorsAt(problem, moves, second));
        return errors;
    }

    public static IReadOnlyList<string> ErrorsAt(ScheduleProblem problem, IReadOnlyList<TimedMove> moves, int second)
    {
        var errors = new List<string>();
        var under = moves.Where(move => move.Start <= second && second < move.End).ToArray();
        foreach (var (host, link) in problem.Links)
        {
            if (under.Where(move => move.Move.Source == host).Sum(move => move.Pace.Mbps) > link.UpMbps)
                errors.Add($"the uplink of {host} is exceeded at {second} s");
            if (under.Where(move => move.Move.Destination == host).Sum(move => move.Pace.Mbps) > link.DownMbps)
                errors.Add($"the downlink of {host} is exceeded at {second} s");
        }
        foreach (var (host, free) in problem.Free)
        {
            var come = Sum(moves.Where(move => move.Move.Destination == host && move.Start <= second));
            var left = Sum(moves.Where(move => move.Move.Source == host && move.End <= second));
            if (!come.Minus(left).Fits(free))
                errors.Add($"{host} is overfull at {second} s");
        }
        foreach (var (of, most, name) in Limits(problem.Limits))
            if (most is not null && under.GroupBy(move => of(move.Move)).Any(same => same.Key is not null && same.Count() > most))
                errors.Add($"the limit per {name} is exceeded at {second} s");
        if (under.SelectMany(move => move.Move.GroupIds).GroupBy(group => group).Any(members => members.Count() > 1))
            errors.Add($"two of one group move at {second} s");
        return errors;
    }

    private static IEnumerable<(Func<Transfer, string?> Of, int? Most, string Name)> Limits(MoveLimits limits) =>
    [
        (_ => "", limits.PerCloud, "cloud"),
        (move => move.Source, limits.PerSource, "source"),
        (move => move.Destination, limits.PerDestination, "destination"),
        (move => move.Zone, limits.PerZone, "zone"),
        (move => move.ProjectId, limits.PerProject, "project"),
        (move => move.Live ? move.Source : null, limits.LivePerSource, "source's live migrations"),
    ];

    private static ResourceVector Sum(IEnumerable<TimedMove> moves) => moves.Aggregate(ResourceVector.Zero, (sum, move) => sum.Plus(move.Move.Resources));
}
