using Microsoft.AspNetCore.Http;
using Respite.Planning.Model;
using Respite.Server.Auth;
using Respite.Server.Execution;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>Begins a maintenance: records what is wanted, and by whom. The engine does the rest.</summary>
internal sealed class MaintenanceStart(HostReader hosts, IMaintenanceStore store, JournalSignal signal, Worker worker, TimeProvider clock)
{
    /// <returns>Null: the host has an open one.</returns>
    /// <exception cref="UnknownHostException">Nova does not know the host.</exception>
    public async Task<Maintenance?> RunAsync(HttpContext context, MaintenanceRequest request, CancellationToken cancel)
    {
        context.Features.Set(new AuditWords(request.Reason, request.Ticket));
        var host = request.Host;
        await hosts.ServiceAsync(host, cancel);
        var maintenance = Wanted(request, Caller.Of(context), clock.GetUtcNow());
        try
        {
            await store.InsertAsync(maintenance, [.. Journal.Of(null, maintenance, maintenance.CreatedAt)]);
        }
        catch (HostBusyException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        signal.Raise();
        worker.Wake();
        return maintenance;
    }

    public async Task<IResult> BusyAsync(string host)
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

    private static Maintenance Wanted(MaintenanceRequest request, Caller caller, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now).ToString(),
        Host = request.Host,
        Reason = request.Reason?.Trim() ?? "",
        Policy = request.Policy ?? new DrainPolicy(),
        DrainedWith = [.. (request.With ?? []).Where(w => w != request.Host).Distinct()],
        CreatedAt = now,
        UpdatedAt = now,
        StateSince = now,
        CreatedBy = caller.UserName,
        Ticket = request.Ticket,
        Metadata = request.Metadata ?? new Dictionary<string, string>(),
    };
}
