using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.Tenants;

namespace Respite.Server.Api;

/// <summary>What is planned for the instances of the caller's own project.</summary>
internal static class TenantRoutes
{
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/my/instances", InstancesAsync).For(Access.Tenant).Answers<OwnInstancesJson>()
            .WithSummary("Lists what is planned for the instances of the token's project. By their ids; Retry-After says when asking again will tell something new.");
        routes.MapGet("/v1/my/events", EventsAsync).For(Access.Tenant).Answers<OwnEventsJson>()
            .WithSummary("Lists what has happened to the instances of the token's project. Oldest first.");
    }

    private static async Task<IResult> InstancesAsync(
        HttpContext context, TenantStore store, TimeProvider clock, [Range(1, MaxPage)] int? limit, string? marker, [FieldsOf(typeof(OwnInstance))] string? fields)
    {
        if (Caller.Of(context).ProjectId is not { } project)
            return NoProject();
        var most = limit ?? 100;
        var (instances, next) = Page.Cut(await store.InstancesAsync(project, marker, most + 1, clock.GetUtcNow()), most, context.Request, own => own.InstanceId);
        var after = instances.Min(own => own.RetryAfterSeconds);
        var answer = new OwnInstancesJson(instances.Any(own => own.State is OwnState.UnderWay or OwnState.Stopped), after, instances) { InstancesLinks = next };
        return Page.Answer(context, answer, "instances", fields).Passing(after is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    private static async Task<IResult> EventsAsync(
        HttpContext context, TenantStore store, [Range(1, MaxPage)] int? limit, [Range(0, long.MaxValue)] long? marker, [SortBy("seq")] string? sort, [FieldsOf(typeof(OwnEvent))] string? fields)
    {
        if (Caller.Of(context).ProjectId is not { } project)
            return NoProject();
        var most = limit ?? 500;
        var read = await store.EventsAsync(project, marker ?? 0, most + 1, newestFirst: sort == "seq:desc");
        var (events, next) = Page.Cut(read, most, context.Request, e => e.Seq.ToString(CultureInfo.InvariantCulture));
        return Page.Answer(context, new OwnEventsJson(events) { EventsLinks = next }, "events", fields);
    }

    private static IResult NoProject() => Problems.Of(
        StatusCodes.Status400BadRequest, "The token has no project", "This tells of the instances of one project: send a Keystone token that is scoped to it. GET /v1/maintenances tells of all, to readers.");
}

/// <param name="InMaintenance">One of these is being moved or is stopped at present.</param>
/// <param name="RetryAfterSeconds">When asking again will tell something new of one of these; also in the header Retry-After. Null: nothing more is to come.</param>
internal sealed record OwnInstancesJson(bool InMaintenance, int? RetryAfterSeconds, IReadOnlyList<OwnInstance> Instances)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? InstancesLinks { get; init; }
}

internal sealed record OwnEventsJson(IReadOnlyList<OwnEvent> Events)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? EventsLinks { get; init; }
}
