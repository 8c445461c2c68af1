using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Planning.Model;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.Policies;

namespace Respite.Server.Api;

/// <summary>Named policies. What is wrong with one is said before it is stored, all of it at once.</summary>
internal static class PolicyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/policies", ListAsync).For(Access.Reader).Answers<PoliciesJson>()
            .WithSummary("Lists the named policies. By name; all of them in one answer, unless limit says otherwise.");
        routes.MapGet("/v1/policies/{name}", ShowAsync).For(Access.Reader).Answers<PolicyJson>().WithSummary("Shows a policy.");
        routes.MapPut("/v1/policies/{name}", PutAsync).For(Access.Operator).Answers<PolicyJson>().Answers<PolicyJson>(StatusCodes.Status201Created)
            .WithSummary("Makes a policy (201), or puts another in its place. Maintenances that run keep the one they began with.");
        routes.MapDelete("/v1/policies/{name}", DeleteAsync).For(Access.Operator).WithMetadata(new AnswersNothing()).WithSummary("Removes a policy.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, [Range(1, int.MaxValue)] int? limit, string? marker, [FieldsOf(typeof(PolicyJson))] string? fields, PolicyStore store)
    {
        var (page, next) = Page.Cut(Page.After(await store.ListAsync(), marker, policy => policy.Name), limit, context.Request, policy => policy.Name);
        return Page.Answer(context, new PoliciesJson([.. page.Select(PolicyJson.Of)]) { PoliciesLinks = next }, "policies", fields);
    }

    private static async Task<IResult> ShowAsync(string name, PolicyStore store) =>
        Results.Ok(PolicyJson.Of(await store.FindAsync(name) ?? throw new UnknownPolicyException(name)));

    private static async Task<IResult> PutAsync(HttpContext context, string name, PolicyRequest request, PolicyStore store, TimeProvider clock)
    {
        if (!NamedPolicy.IsName(name))
            return Problems.Invalid([new("path", "name", $"is '{name}'", $"give {NamedPolicy.NameWords}")]);
        var policy = new NamedPolicy(name, request.Description?.Trim() ?? "", request.Default, clock.GetUtcNow(), Caller.Of(context).UserName, request.Policy);
        return await store.PutAsync(policy) ? Results.Created($"/v1/policies/{name}", PolicyJson.Of(policy)) : Results.Ok(PolicyJson.Of(policy));
    }

    private static async Task<IResult> DeleteAsync(string name, PolicyStore store) =>
        await store.DeleteAsync(name) ? Results.NoContent() : throw new UnknownPolicyException(name);
}

/// <param name="Policy">Every key, those that were left out with their defaults.</param>
internal sealed record PolicyJson(string Name, string Description, bool Default, DateTimeOffset UpdatedAt, string UpdatedBy, DrainPolicy Policy)
{
    public static PolicyJson Of(NamedPolicy p) => new(p.Name, p.Description, p.IsDefault, p.UpdatedAt, p.UpdatedBy, p.Policy);
}

internal sealed record PoliciesJson(IReadOnlyList<PolicyJson> Policies)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? PoliciesLinks { get; init; }
}
