using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>What was asked of a server, by whom, and how each part of it went.</summary>
public sealed record InstanceAction(string Action, string RequestId, string? Message, IReadOnlyList<InstanceActionEvent> Events);

/// <param name="Details">The fault in words, from 2.84.</param>
public sealed record InstanceActionEvent(string Event, string? Result, string? Details, string? Host);

/// <summary>API reference: server actions log.</summary>
public sealed class InstanceActionsApi
{
    private readonly ServiceClient service;

    internal InstanceActionsApi(ServiceClient service) => this.service = service;

    /// <param name="requestId">Of the call that started it.</param>
    /// <returns>Null: no such server or request.</returns>
    public async Task<InstanceAction?> GetAsync(string server, string requestId, CancellationToken cancel = default)
    {
        if (await service.FindAsync($"servers/{Uri.EscapeDataString(server)}/os-instance-actions/{Uri.EscapeDataString(requestId)}", cancel) is not { } answer)
            return null;
        var a = answer["instanceAction"];
        return new InstanceAction(
            a.Text("action"), a.Text("request_id"), a.OptionalText("message"),
            [.. a.Items("events").Select(e => new InstanceActionEvent(e.Text("event"), e.OptionalText("result"), e.OptionalText("details"), e.OptionalText("host")))]);
    }
}
