using Respite.Planning.Model;
using Respite.Planning.Schedule;

namespace Respite.Planning.Drain;

/// <summary>
/// Gives a feasible plan its times: how long each move lasts, the order that makes the whole short, and how long that is. A drain starts
/// the first in order that the limits let start, so that the order is all that a plan decides.
/// </summary>
/// <param name="atOnce">How many live migrations Nova is taken to run at once from one host.</param>
internal sealed class Timetable(HostSnapshot source, DrainPolicy policy, PlanOptions options, int atOnce)
{
    private const int Effort = 10_000;

    public static DrainPlan Of(DrainPlan plan, HostSnapshot source, DrainPolicy policy, PlanOptions options)
    {
        if (!plan.Feasible)
            return plan;
        // How many Nova runs at once is not known before some have been seen. The order is then one that is good whatever it runs; how
        // long the whole lasts is told as if it ran one, which is its default.
        var seen = options.Durations.LivePerSource;
        var order = new Timetable(source, policy, options, seen ?? policy.MaxMovesPerSource).Order(plan.Moves);
        return new Timetable(source, policy, options, seen ?? 1).Timed(plan with { Moves = order });
    }

    /// <summary>How long several hosts last that are drained at the same time, each in its plan's order; null unless all plans are feasible.</summary>
    public static PlanDuration? Together(IReadOnlyList<(DrainPlan Plan, HostSnapshot Source)> plans, DrainPolicy policy, PlanOptions options)
    {
        if (plans.Any(one => !one.Plan.Feasible))
            return null;
        // By turns, as their drains go on side by side.
        var moves = plans.SelectMany(one =>
        {
            var table = new Timetable(one.Source, policy, options, options.Durations.LivePerSource ?? 1);
            return one.Plan.Moves.Where(Goes).Select((move, turn) => (Turn: turn, Transfer: table.TransferOf(move)));
        }).OrderBy(move => move.Turn).Select(move => move.Transfer);
        return Duration(moves, policy, options, options.Durations.LivePerSource ?? 1);
    }

    private PlannedMove[] Order(IReadOnlyList<PlannedMove> moves) =>
    [
        .. moves.Where(MoveOrder.IsQuick),
        .. moves.Where(MoveOrder.Migrates).GroupBy(move => move.Priority).OrderByDescending(same => same.Key).SelectMany(Shortest),
        .. moves.Where(move => !MoveOrder.IsQuick(move) && !MoveOrder.Migrates(move)),
    ];

    private IReadOnlyList<PlannedMove> Shortest(IEnumerable<PlannedMove> moves)
    {
        var byId = moves.ToDictionary(move => move.InstanceId, StringComparer.Ordinal);
        var found = Scheduler.Find(Problem(byId.Values));
        PlannedMove[] order = [.. found.Moves.Select(move => byId[move.Move.Id])];
        var apart = MoveOrder.Apart(order);
        var parted = Scheduler.InOrder(Problem(apart));
        return (parted.Makespan, parted.MeanEnd).CompareTo((found.Makespan, found.MeanEnd)) > 0 ? order : apart;
    }

    private DrainPlan Timed(DrainPlan plan) => plan with
    {
        Moves = [.. plan.Moves.Select(move => Goes(move) ? move with { EstimatedSeconds = Seconds(move) } : move)],
        Duration = Duration(plan.Moves.Where(Goes).Select(TransferOf), policy, options, atOnce),
    };

    private static PlanDuration Duration(IEnumerable<Transfer> moves, DrainPolicy policy, PlanOptions options, int atOnce)
    {
        var times = Scheduler.InOrder(Problem(moves, policy, options, atOnce));
        return new PlanDuration(times.Makespan, times.LowerBound, options.Durations.Basis(policy.LinkMbps is not null || policy.HostLinkMbps.Count > 0));
    }

    private ScheduleProblem Problem(IEnumerable<PlannedMove> moves) => Problem(moves.Select(TransferOf), policy, options, atOnce);

    private static ScheduleProblem Problem(IEnumerable<Transfer> moves, DrainPolicy policy, PlanOptions options, int atOnce)
    {
        Transfer[] transfers = [.. moves];
        return new ScheduleProblem
        {
            Moves = transfers,
            Limits = MoveLimits.Of(policy) with { LivePerSource = atOnce },
            Links = transfers.SelectMany(move => new[] { move.Source, move.Destination }).OfType<string>().Distinct(StringComparer.Ordinal)
                .Where(name => policy.LinkOf(name) is not null).ToDictionary(name => name, name => new LinkSpeed(policy.LinkOf(name)!.Value, policy.LinkOf(name)!.Value)),
            Holds = false,
            Effort = Effort,
            Seed = options.Seed,
        };
    }

    private Transfer TransferOf(PlannedMove move) => new()
    {
        Id = move.InstanceId,
        Source = source.Name,
        Destination = move.Destination,
        Live = move.Kind == MoveKind.LiveMigrate,
        Zone = source.Zone,
        ProjectId = move.ProjectId,
        GroupIds = move.GroupIds,
        Paces = [new Pace(Seconds(move), move.Kind == MoveKind.LiveMigrate ? LinkMbps(move) ?? 0 : 0)],
    };

    private int Seconds(PlannedMove move)
    {
        var seconds = Lasts(move.Kind);
        // Once it is confirmed it still has to go.
        return move is { Kind: MoveKind.ConfirmResize, Destination: not null } ? seconds + Lasts(MoveKind.LiveMigrate) : seconds;

        int Lasts(MoveKind kind) => options.Durations.Seconds(kind, move.InstanceId, move.MemoryMb, LinkMbps(move));
    }

    /// <summary>What it gets of both links, where they are known: those that run at once share the source's.</summary>
    private int? LinkMbps(PlannedMove move)
    {
        var up = policy.LinkOf(source.Name) is { } link ? Math.Max(1, link / atOnce) : (int?)null;
        var down = move.Destination is { } to ? policy.LinkOf(to) : null;
        return up is null ? down : down is null ? up : Math.Min(up.Value, down.Value);
    }

    private static bool Goes(PlannedMove move) => !move.NeedsPerson && move.Kind != MoveKind.Leave;
}
