namespace Respite.Cli.Api;

/// <summary>RFC 9457 problem details; <c>maintenance_*</c> come with the 409 of a host that has an open maintenance.</summary>
public sealed record Problem
{
    public string? Title { get; init; }
    public string? Detail { get; init; }
    public IReadOnlyList<ProblemError>? Errors { get; init; }
    public string? MaintenanceId { get; init; }
    public string? MaintenanceState { get; init; }

    /// <summary>The sentence; of a request with errors, each on its own line.</summary>
    public string Describe(int status) => Errors is { Count: > 0 } errors
        ? string.Join('\n', errors.Select(e => $"  {e.Key}: {e.Detail}: {e.Remedy}").Prepend($"{Title}:"))
        : Detail ?? Title ?? $"the server answered {status}";
}

/// <summary>One thing that is wrong with a request.</summary>
public sealed record ProblemError(string Key, string Detail, string Remedy);

/// <summary>The server refused a request.</summary>
public sealed class ApiException(int status, Problem problem) : Exception(problem.Describe(status))
{
    public int Status { get; } = status;
    public Problem Problem { get; } = problem;
}
