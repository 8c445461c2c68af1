using System.Text.Json.Serialization;
using Respite.Planning.Model;
using Respite.Server.Api.Listing;
using Respite.Server.Plans;

namespace Respite.Server.Api;

internal sealed record StoredPlanJson(
    string Id, string Host, DateTimeOffset CreatedAt, string CreatedBy, string Fingerprint, IReadOnlyList<string> With, string? PolicyName, DrainPolicy Policy, PlanJson Plan)
{
    public static StoredPlanJson Of(StoredPlan p) => new(p.Id, p.Plan.Host, p.CreatedAt, p.CreatedBy, p.Fingerprint, p.With, p.PolicyName, p.Policy, PlanJson.Of(p.Plan));
}

/// <summary>One in a list.</summary>
internal sealed record StoredPlanLineJson(
    string Id, string Host, DateTimeOffset CreatedAt, string CreatedBy, string Fingerprint, bool Feasible, PlanMethod Method, int Moves, int? Seconds)
{
    public static StoredPlanLineJson Of(StoredPlan p) =>
        new(p.Id, p.Plan.Host, p.CreatedAt, p.CreatedBy, p.Fingerprint, p.Plan.Feasible, p.Plan.Method, p.Plan.Moves.Count, p.Plan.Duration?.Seconds);
}

internal sealed record StoredPlansJson(IReadOnlyList<StoredPlanLineJson> Plans)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? PlansLinks { get; init; }
}
