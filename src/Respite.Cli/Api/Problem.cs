namespace Respite.Cli.Api;

/// <summary>RFC 9457 problem details; <c>maintenance_*</c> come with the 409 of a host that has an open maintenance.</summary>
public sealed record Problem
{
    public string? Title { get; init; }
    public string? Detail { get; init; }
    public Dictionary<string, string[]>? Errors { get; init; }
    public string? MaintenanceId { get; init; }
    public string? MaintenanceState { get; init; }

    /// <summary>The sentence, then each error that it does not hold already on its own line.</summary>
    public string Describe(int status)
    {
        var sentence = Detail ?? Title ?? $"the server answered {status}";
        var each = (Errors ?? []).SelectMany(e => e.Value.Select(text => (e.Key, Text: text)))
            .Where(e => !sentence.Contains(e.Text, StringComparison.Ordinal)).Select(e => $"  {e.Key}: {e.Text}");
        return string.Join('\n', each.Prepend(sentence));
    }
}

/// <summary>The server refused a request.</summary>
public sealed class ApiException(int status, Problem problem) : Exception(problem.Describe(status))
{
    public int Status { get; } = status;
    public Problem Problem { get; } = problem;
}
