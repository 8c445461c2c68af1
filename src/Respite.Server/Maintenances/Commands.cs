using static Respite.Server.Maintenances.MaintenanceState;

namespace Respite.Server.Maintenances;

/// <summary>What a person may ask of a maintenance. Pure: the record before, the record and moves after, or why not.</summary>
public static class Commands
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(60);

    public static CommandResult Pause(Maintenance m, DateTimeOffset now) => m.State switch
    {
        Cordoning or Draining or Verifying => new(m.To(Paused, "paused by the operator", now) with { ResumeTo = m.State }, []),
        Blocked => new(m.To(Paused, "paused by the operator", now), []),
        Pending or MaintenanceState.Planning => Refuse(m, "paused", "nothing is under way yet") with { Again = Window.IsYetToOpen(m, now) ? m.NotBefore - now : Soon },
        _ => Refuse(m, "paused", "only one that is on its way to maintenance can be"),
    };

    /// <param name="accept">Names or ids of instances, or ids of allocations, that may stay on the host.</param>
    public static CommandResult Resume(Maintenance m, IReadOnlyList<Move> moves, IReadOnlyList<string> accept, DateTimeOffset now)
    {
        if (m.State is not (Paused or Blocked))
            return Refuse(m, "resumed", "only one that is paused or blocked can be");
        var unknown = accept.Where(a => !moves.Any(v => v.InstanceId == a || v.InstanceName == a) && !m.StateReason.Contains(a, StringComparison.Ordinal)).ToList();
        if (unknown.Count > 0)
            return Refuse(m, "resumed", $"nothing on {m.Host} is called {string.Join(", ", unknown)}: name what is to be left there by its name or id");
        m = Window.Lift(m, now) with
        {
            Policy = m.Policy with { Accept = [.. m.Policy.Accept.Union(accept)] },
            AcceptedAllocations = [.. m.AcceptedAllocations.Union(accept)],
        };
        return new(m.To(m.ResumeTo ?? Draining, "resumed by the operator", now), [.. moves.Where(v => v.State is MoveState.Failed).Select(MoveCommands.Again)]);
    }

    /// <summary>Goes on from where it is with what is left: what a person was asked about is tried again; what was refused or impossible is planned anew.</summary>
    public static CommandResult Retry(Maintenance m, IReadOnlyList<Move> moves, DateTimeOffset now) => m.State switch
    {
        Blocked => Resume(m, moves, [], now),
        Failed => new(Window.Lift(m, now).To(Pending, "tried again by the operator", now) with { Refused = false, Plan = null }, []),
        Paused => Refuse(m, "tried again", "resume goes on with it"),
        _ => Refuse(m, "tried again", "only one that has failed or is blocked can be"),
    };

    /// <param name="abort">Also abort what runs; else it ends where it is going.</param>
    public static CommandResult Cancel(Maintenance m, bool abort, DateTimeOffset now) => m.State switch
    {
        Pending or MaintenanceState.Planning => new(m.To(Cancelled, "cancelled before anything was touched", now), []),
        Cordoning or Draining or Verifying or Paused or Blocked =>
            new(m.To(Cancelling, "cancelled by the operator", now) with { AbortRunning = abort }, []),
        Cancelling => new(m with { AbortRunning = m.AbortRunning || abort }, []),
        Returning => new(m.To(InMaintenance, "the return was called off", now), []),
        InMaintenance => Refuse(m, "cancelled", $"{m.Host} is in maintenance already: hand it back with return"),
        _ => Refuse(m, "cancelled", "it has ended"),
    };

    public static CommandResult Return(Maintenance m, DateTimeOffset now) => m.State switch
    {
        InMaintenance => new(m.To(Returning, "handed back by the operator", now), []),
        Returning => new(m, []),
        Cordoning or Draining or Verifying => Refuse(m, "returned", $"{m.Host} is on its way to maintenance; cancel calls a drain off and restores the service") with { Again = Later },
        _ => Refuse(m, "returned", $"{m.Host} is not in maintenance; cancel calls a drain off and restores the service"),
    };

    internal static CommandResult Refuse(Maintenance m, string what, string why) => new(
        m, [], $"Maintenance {m.Id} of {m.Host} is {m.State} and cannot be {what}: {why}.");
}

/// <summary>What a command does, or why it is refused (then nothing is to be written).</summary>
/// <param name="Moves">Those that it changes.</param>
/// <param name="Again">When it is worth asking again, where the refusal passes by itself.</param>
public sealed record CommandResult(Maintenance Maintenance, IReadOnlyList<Move> Moves, string? Refusal = null, TimeSpan? Again = null)
{
    /// <summary>What the journal would not see from the states alone.</summary>
    public IReadOnlyList<JournalEvent> Events { get; init; } = [];
}
