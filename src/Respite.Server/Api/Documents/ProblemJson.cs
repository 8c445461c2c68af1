using System.Text.Json.Serialization;
using Respite.Server.Api.Requests;
using Respite.Server.Maintenances;

namespace Respite.Server.Api.Documents;

/// <summary>An error as RFC 9457 has it: what is wrong, why, and what to do.</summary>
/// <param name="Title">The kind of problem, the same words each time.</param>
/// <param name="Detail">For people.</param>
internal sealed record ProblemJson(string Type, string Title, int Status, string Detail)
{
    /// <summary>With 400: everything that is wrong with the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestError>? Errors { get; init; }

    /// <summary>With 409: the host's open maintenance, if it has one still.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MaintenanceId { get; init; }

    /// <summary>With 409: where that stands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MaintenanceState? MaintenanceState { get; init; }
}
