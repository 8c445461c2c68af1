using Respite.Cli.Api;

namespace Respite.Cli.Live;

/// <summary>What a watcher waits for.</summary>
public enum Goal
{
    /// <summary>The plan is accepted or refused.</summary>
    Planned,
    InMaintenance,
    Completed,
    Cancelled,
}

/// <summary>When watching is over, and with which exit code. Pure.</summary>
public static class Outcome
{
    /// <summary>Null while there is more to wait for.</summary>
    public static int? Of(Maintenance m, Goal goal) => (m.State, goal) switch
    {
        ("failed", _) => m.Refused ? ExitCode.Refused : ExitCode.Error,
        ("blocked", _) => ExitCode.NeedsPerson,
        ("cancelled", Goal.Cancelled) => ExitCode.Done,
        ("cancelled", _) => ExitCode.Error,
        ("completed", Goal.Cancelled) => ExitCode.Error,
        ("completed", _) => ExitCode.Done,
        // Days may pass until its plan is made: who asked for it has been told when.
        ("pending", Goal.Planned) when m.NotBefore is not null => ExitCode.Done,
        ("pending" or "planning", _) => null,
        (_, Goal.Planned) => ExitCode.Done,
        ("in_maintenance", Goal.InMaintenance) => ExitCode.Done,
        // Past the answer to `return` the state is returning: here it was called off.
        ("in_maintenance", _) => ExitCode.Error,
        ("returning", Goal.InMaintenance) => ExitCode.Done,
        _ => null,
    };

    /// <summary>What somebody who only watches waits for: the end of what is going on now.</summary>
    public static Goal GoalOf(Maintenance m) => m.State switch
    {
        "returning" or "completed" => Goal.Completed,
        "cancelling" or "cancelled" => Goal.Cancelled,
        _ => Goal.InMaintenance,
    };

    /// <summary>
    /// Of several hosts. Refused means that nothing was touched, so it holds only when every host was refused; otherwise an
    /// error counts most, then a person who is needed.
    /// </summary>
    public static int Together(IReadOnlyCollection<int> codes) =>
        codes.Count > 0 && codes.All(c => c == ExitCode.Refused) ? ExitCode.Refused
        : codes.Any(c => c is ExitCode.Error or ExitCode.Refused) ? ExitCode.Error
        : codes.Contains(ExitCode.NeedsPerson) ? ExitCode.NeedsPerson
        : ExitCode.Done;

    /// <summary>The last words on a maintenance, with the next step where there is one.</summary>
    public static IEnumerable<string> Sentences(Maintenance m)
    {
        var because = string.IsNullOrEmpty(m.StateReason) ? "" : $": {m.StateReason}";
        yield return m.State switch
        {
            "in_maintenance" => $"{m.Host} is {Emptiness(m)}; `respite return {m.Host}` gives it back",
            "completed" => $"{m.Host} is back in service",
            "pending" when m.NotBefore is not null => $"{m.Host} is scheduled: {m.StateReason}; `respite cancel {m.Host}` calls it off",
            "cancelled" => $"{m.Host}: {(string.IsNullOrEmpty(m.StateReason) ? "cancelled" : m.StateReason)}",
            "failed" when m.Refused => $"refused, and nothing was touched: {m.Host} cannot be drained{because}",
            "failed" => $"the maintenance of {m.Host} failed{because}",
            "blocked" => $"{m.Host} needs a person{because}",
            _ => $"{m.Host} is {m.State.Replace('_', ' ')}{because}",
        };
        foreach (var blocker in m is { State: "failed", Refused: true } ? m.Plan?.Blockers ?? [] : [])
            yield return $"  {Of(blocker)}";
        foreach (var undecided in m.State == "blocked" ? m.NeedsPerson ?? [] : [])
            yield return $"  {Of(undecided)}";
        if (m.State == "blocked") yield return $"  then `respite resume {m.Host}`, with --accept NAME for what may stay, or `respite cancel {m.Host}`";
        foreach (var fault in m.Faults ?? []) yield return $"  fault: {fault}";
    }

    private static string Emptiness(Maintenance m) => (m.Moves ?? []).Where(v => v.State is "left" or "skipped").Select(v => v.Name).ToList() switch
    {
        [] => "empty and in maintenance",
        var left => $"in maintenance, with {string.Join(", ", left)} left there as accepted",
    };

    /// <summary>Without an instance, the reason is the host's.</summary>
    private static string Of(Undecided u) =>
        (string.IsNullOrEmpty(u.InstanceName) ? u.InstanceId : u.InstanceName) is { Length: > 0 } name ? $"{name}: {u.Reason}" : u.Reason;
}
