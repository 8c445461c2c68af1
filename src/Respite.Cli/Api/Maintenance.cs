namespace Respite.Cli.Api;

/// <summary>A maintenance as <c>GET /v1/maintenances/{id}</c> gives it, as far as the command line decides by it or shows it live.</summary>
public sealed record Maintenance
{
    public string Id { get; init; } = "";
    public string Host { get; init; } = "";
    public string State { get; init; } = "";
    public string? StateReason { get; init; }
    public bool Refused { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>It is scheduled to begin then.</summary>
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public IReadOnlyList<Undecided>? NeedsPerson { get; init; }
    public IReadOnlyList<string>? Faults { get; init; }
    public Plan? Plan { get; init; }
    public IReadOnlyList<Move>? Moves { get; init; }
}

/// <summary>An instance that Respite does not move by itself, or the host itself (no instance), and why.</summary>
public sealed record Undecided
{
    public string? InstanceId { get; init; }
    public string? InstanceName { get; init; }
    public string Reason { get; init; } = "";
}

/// <summary>The parts of a plan that a refusal is explained with.</summary>
public sealed record Plan
{
    public bool Feasible { get; init; }
    public string? Method { get; init; }
    public IReadOnlyList<Undecided>? Blockers { get; init; }
    public IReadOnlyList<string>? Warnings { get; init; }
}
