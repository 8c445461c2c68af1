using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal static class MaintenanceRoutes
{
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/maintenances", CreateAsync).For(Access.Operator);
        routes.MapGet("/v1/maintenances", ListAsync).For(Access.Reader);
        routes.MapGet("/v1/maintenances/{id}", ShowAsync).For(Access.Reader);
        routes.MapPost("/v1/maintenances/{id}/pause", (string id, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Pause(m, now))).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/resume", (string id, ResumeRequest? body, CommandRunner run) =>
            run.RunAsync(id, (m, moves, now) => Commands.Resume(m, moves, body?.Accept ?? [], now))).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/retry", (string id, CommandRunner run) => run.RunAsync(id, Commands.Retry)).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/cancel", (string id, CancelRequest? body, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Cancel(m, body?.Abort == true, now))).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/return", (string id, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Return(m, now))).For(Access.Operator);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, MaintenanceRequest request, MaintenanceStart start, TimeProvider clock, CancellationToken cancel)
    {
        var (started, refusal) = await start.RunAsync(context, request, cancel);
        return refusal ?? Results.Created($"/v1/maintenances/{started!.Id}", MaintenanceJson.Of(started, [], clock.GetUtcNow()));
    }

    /// <param name="state">One or several, separated by commas.</param>
    /// <param name="metadata"><c>KEY=VALUE</c>, one or several, separated by commas.</param>
    private static async Task<IResult> ListAsync(
        string? host, string? state, bool? open, string? ticket, DateTimeOffset? since, DateTimeOffset? until, string? metadata, [Range(1, MaxPage)] int? limit,
        string? marker, IMaintenanceStore store, TimeProvider clock)
    {
        var errors = new List<RequestError>();
        var filter = new MaintenanceFilter
        {
            Host = host,
            States = QueryWords.Of<MaintenanceState>("state", state, errors),
            Open = open,
            Ticket = ticket,
            Since = since,
            Until = until,
            Metadata = QueryWords.Pairs("metadata", metadata, errors),
        };
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        var shown = new List<MaintenanceJson>();
        foreach (var stored in await store.ListAsync(filter, marker, limit ?? 100))
            shown.Add(MaintenanceJson.Of(stored.Maintenance, await store.MovesAsync(stored.Maintenance.Id), clock.GetUtcNow()));
        return Results.Ok(new MaintenancesJson(shown));
    }

    private static async Task<IResult> ShowAsync(string id, IMaintenanceStore store, TimeProvider clock) =>
        await store.FindAsync(id) is { } stored
            ? Results.Ok(MaintenanceJson.Of(stored.Maintenance, await store.MovesAsync(id), clock.GetUtcNow()))
            : CommandRunner.NotFound(id);
}
