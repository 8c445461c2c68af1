using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>The compute hosts, and the three calls of one who knows nothing but a host: how is it, take it out of service, put it back.</summary>
internal static class HostRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/hosts", ListAsync).For(Access.Reader).Answers<HostsJson>()
            .WithSummary("Lists the compute hosts, each with its open maintenance. All of them in one answer, unless limit says otherwise.");
        routes.MapGet("/v1/hosts/{host}", ShowAsync).For(Access.Reader).Answers<HostStateJson>()
            .WithSummary("Says how a host is.");
        routes.MapPost("/v1/hosts/{host}/drain", DrainAsync).For(Access.Operator).Creates().Answers<HostStateJson>(StatusCodes.Status202Accepted).Answers<HostStateJson>().Refuses(409)
            .WithSummary("Takes a host out of service. Asked again while it is on its way, or there, it changes nothing and answers 200.");
        routes.MapPost("/v1/hosts/{host}/return", ReturnAsync).For(Access.Operator).Answers<HostStateJson>(StatusCodes.Status202Accepted).Refuses(409)
            .WithSummary("Puts a host back into service. One without an open maintenance is in service already: nothing changes.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, HostReader hosts, IMaintenanceStore store,
        [Range(1, int.MaxValue)] int? limit, string? marker, [SortBy("name", "zone", "status", "state", "maintenance_state")] string? sort, [FieldsOf(typeof(HostJson))] string? fields, CancellationToken cancel)
    {
        var listed = hosts.ListAsync(cancel);
        var all = HostsJson.Of(await listed, await store.ListOpenAsync()).Hosts;
        var (page, next) = Page.Cut(Page.After(HostOrder.Sort(all, sort), marker, host => host.Name), limit, context.Request, host => host.Name);
        return Page.Answer(context, new HostsJson(page) { HostsLinks = next }, "hosts", fields);
    }

    private static async Task<IResult> ShowAsync(string host, HostReader hosts, IMaintenanceStore store, TimeProvider clock, CancellationToken cancel) =>
        Results.Ok(await ReadAsync(host, hosts, store, clock, cancel));

    /// <summary>Asked again while the host is on its way, or there, it changes nothing and says how it is.</summary>
    private static async Task<IResult> DrainAsync(
        HttpContext context, string host, HostDrainRequest? request, MaintenanceStart start, HostReader hosts, IMaintenanceStore store, TimeProvider clock, CancellationToken cancel)
    {
        var (started, refusal) = await start.RunAsync(context, (request ?? new HostDrainRequest()).Of(host), cancel);
        if (refusal is not null && (await store.FindOpenAsync(host))?.Maintenance.State is null or MaintenanceState.Returning or MaintenanceState.Cancelling)
            return refusal;
        var now = await ReadAsync(host, hosts, store, clock, cancel);
        return started is null ? Results.Ok(now) : Results.Accepted($"/v1/hosts/{Uri.EscapeDataString(host)}", now);
    }

    /// <summary>A host without an open maintenance is in service already: nothing changes.</summary>
    private static async Task<IResult> ReturnAsync(string host, HostReader hosts, IMaintenanceStore store, CommandRunner run, TimeProvider clock, CancellationToken cancel)
    {
        await hosts.ServiceAsync(host, cancel);
        if (await store.FindOpenAsync(host) is { Maintenance.Id: var id })
        {
            var answer = await run.RunAsync(id, (m, _, now) => Commands.Return(m, now));
            if (answer is IStatusCodeHttpResult { StatusCode: >= 400 })
                return answer;
        }
        return Results.Accepted($"/v1/hosts/{Uri.EscapeDataString(host)}", await ReadAsync(host, hosts, store, clock, cancel));
    }

    private static async Task<HostStateJson> ReadAsync(string host, HostReader hosts, IMaintenanceStore store, TimeProvider clock, CancellationToken cancel)
    {
        var service = await hosts.ServiceAsync(host, cancel);
        var open = (await store.FindOpenAsync(host))?.Maintenance;
        return HostStateJson.Of(host, service, open, open is null ? [] : await store.MovesAsync(open.Id), clock.GetUtcNow());
    }
}
