using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Planning.Model;
using Respite.Server.Auth;
using Respite.Server.Execution;
using Respite.Server.Inventory;
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
        routes.MapPost("/v1/maintenances/{id}/cancel", (string id, CancelRequest? body, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Cancel(m, body?.Abort == true, now))).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/return", (string id, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Return(m, now))).For(Access.Operator);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, MaintenanceRequest request, HostReader hosts, IMaintenanceStore store, JournalSignal signal, Worker worker, TimeProvider clock, CancellationToken cancel)
    {
        context.Features.Set(new AuditWords(request.Reason, request.Ticket));
        var host = request.Host;
        await hosts.ServiceAsync(host, cancel);
        var now = clock.GetUtcNow();
        var maintenance = new Maintenance
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Host = host,
            Reason = request.Reason?.Trim() ?? "",
            Policy = request.Policy ?? new DrainPolicy(),
            DrainedWith = [.. (request.With ?? []).Where(w => w != host).Distinct()],
            CreatedAt = now,
            UpdatedAt = now,
            StateSince = now,
            CreatedBy = Caller.Of(context).UserName,
            Ticket = request.Ticket,
            Metadata = request.Metadata ?? new Dictionary<string, string>(),
        };
        try
        {
            await store.InsertAsync(maintenance, [.. Journal.Of(null, maintenance, now)]);
        }
        catch (HostBusyException) when (!cancel.IsCancellationRequested)
        {
            return await BusyAsync(host, store);
        }
        signal.Raise();
        worker.Wake();
        return Results.Created($"/v1/maintenances/{maintenance.Id}", MaintenanceJson.Of(maintenance, [], now));
    }

    private static async Task<IResult> BusyAsync(string host, IMaintenanceStore store)
    {
        var open = (await store.FindOpenAsync(host))?.Maintenance;
        return Problems.Of(
            StatusCodes.Status409Conflict,
            "The host has an open maintenance",
            open is null ? $"{host} had an open maintenance that has just ended: ask again."
                : open.State == MaintenanceState.InMaintenance ? $"{host} is already in maintenance, since {open.StateSince:u} ({open.Id}): hand it back with return first."
                : $"{host} already has an open maintenance ({open.Id}, {open.State}).",
            new Dictionary<string, object?> { ["maintenance_id"] = open?.Id, ["maintenance_state"] = open?.State })
            .Passing(open is null ? TimeSpan.FromSeconds(1) : open.State is MaintenanceState.Cancelling or MaintenanceState.Returning ? TimeSpan.FromSeconds(30) : null);
    }

    private static async Task<IResult> ListAsync(string? host, bool? open, [Range(1, MaxPage)] int? limit, string? marker, IMaintenanceStore store, TimeProvider clock)
    {
        var page = await store.ListAsync(host, open == true, marker, limit ?? 100);
        var shown = new List<MaintenanceJson>();
        foreach (var stored in page)
            shown.Add(MaintenanceJson.Of(stored.Maintenance, await store.MovesAsync(stored.Maintenance.Id), clock.GetUtcNow()));
        return Results.Ok(new MaintenancesJson(shown));
    }

    private static async Task<IResult> ShowAsync(string id, IMaintenanceStore store, TimeProvider clock) =>
        await store.FindAsync(id) is { } stored
            ? Results.Ok(MaintenanceJson.Of(stored.Maintenance, await store.MovesAsync(id), clock.GetUtcNow()))
            : CommandRunner.NotFound(id);
}
