using Microsoft.AspNetCore.Http;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Execution;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Plans;
using Respite.Server.Policies;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>Begins a maintenance: records what is wanted, and by whom. The engine does the rest.</summary>
internal sealed class MaintenanceStart(
    HostReader hosts, PolicyChoice policies, PlanMaker plans, PlanStore kept, IMaintenanceStore store, JournalSignal signal, Worker worker, TimeProvider clock)
{
    /// <returns>What was begun, or why not.</returns>
    /// <exception cref="UnknownHostException">Nova does not know the host.</exception>
    /// <exception cref="UnknownPolicyException">There is no policy of that name.</exception>
    public async Task<(Maintenance? Started, IResult? Refusal)> RunAsync(HttpContext context, MaintenanceRequest request, CancellationToken cancel)
    {
        context.Features.Set(new AuditWords(request.Reason, request.Ticket));
        if (request.NotAfter <= clock.GetUtcNow())
            return (null, Problems.Invalid([new("body", "not_after", "is past", "give a later time, or leave it out")]));
        StoredPlan? plan = null;
        if (request.Plan is { } id && (plan = await kept.FindAsync(id)) is null)
            return (null, PlanRoutes.NotFound(id));
        if (plan is not null && await RefuseAsync(plan, request.Host, cancel) is { } refusal)
            return (null, refusal);
        var host = plan?.Plan.Host ?? request.Host!;
        await hosts.ServiceAsync(host, cancel);
        var policy = plan is null ? await policies.OfAsync(request.Policy, request.PolicyName) : new ChosenPolicy(plan.Policy, plan.PolicyName);
        var maintenance = Wanted(context, request, host, policy, plan, clock.GetUtcNow());
        try
        {
            await store.InsertAsync(maintenance, [.. Journal.Of(null, maintenance, maintenance.CreatedAt)]);
        }
        catch (HostBusyException) when (!cancel.IsCancellationRequested)
        {
            // The same request, begun again after a crash before it was answered, finds what it has made.
            return await store.FindAsync(maintenance.Id) is { } mine ? (mine.Maintenance, null) : (null, await BusyAsync(host));
        }
        signal.Raise();
        worker.Wake();
        return (maintenance, null);
    }

    private async Task<IResult> BusyAsync(string host)
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

    /// <returns>Null: the plan is of this host and holds. It is asked again when the maintenance begins.</returns>
    private async Task<IResult?> RefuseAsync(StoredPlan plan, string? host, CancellationToken cancel)
    {
        if (host is not null && host != plan.Plan.Host)
            return Problems.Invalid([new("body", "host", $"is {host}", $"leave it out: the plan is of {plan.Plan.Host}")]);
        var changes = await plans.ChangesAsync(plan, cancel);
        return changes.Count == 0 ? null : Problems.Of(
            StatusCodes.Status409Conflict, "The plan holds no more", $"Since {plan.CreatedAt:u}: {string.Join("; ", changes)}. Plan {plan.Plan.Host} again.",
            new Dictionary<string, object?> { ["changes"] = changes });
    }

    private static Maintenance Wanted(HttpContext context, MaintenanceRequest request, string host, ChosenPolicy policy, StoredPlan? plan, DateTimeOffset now)
    {
        var maintenance = new Maintenance
        {
            Id = ReservedId.Of(context, now),
            Host = host,
            Reason = request.Reason?.Trim() ?? "",
            Policy = policy.Policy,
            PolicyName = policy.Name,
            DrainedWith = [.. (plan?.With ?? request.With ?? []).Where(w => w != host).Distinct()],
            PlanId = plan?.Id,
            Intended = plan,
            NotBefore = request.NotBefore > now ? request.NotBefore : null,
            NotAfter = request.NotAfter,
            CreatedAt = now,
            UpdatedAt = now,
            StateSince = now,
            CreatedBy = Caller.Of(context).UserName,
            Ticket = request.Ticket,
            Metadata = request.Metadata ?? new Dictionary<string, string>(),
        };
        return maintenance with { StateReason = Window.Words(maintenance) };
    }
}
