using System.Text.Json.Nodes;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>A nova-compute service, which is what Nova calls a host.</summary>
/// <param name="Id">A uuid (2.53); empty where the status is UNKNOWN.</param>
/// <param name="Status">enabled or disabled; UNKNOWN (2.69) where the cell that holds the host does not answer.</param>
/// <param name="State">up or down: whether its heartbeat is recent (<c>service_down_time</c>, 60 s); unknown where the status is.</param>
public sealed record ComputeService(string Id, string Host, string? Zone, string Status, string State, string? DisabledReason, bool ForcedDown);

/// <summary>API reference: compute services. Admin.</summary>
public sealed class ServicesApi
{
    private const int MaxReason = 255;
    private readonly ServiceClient service;

    internal ServicesApi(ServiceClient service) => this.service = service;

    /// <param name="host">Null: all.</param>
    public async Task<IReadOnlyList<ComputeService>> ListAsync(string? host, CancellationToken cancel = default)
    {
        var path = "os-services?binary=nova-compute" + (host is null ? "" : $"&host={Uri.EscapeDataString(host)}");
        var answer = await service.GetAsync(path, cancel);
        return [.. answer.List("services").Where(s => s.Text("binary") == "nova-compute").Select(Read)];
    }

    /// <summary>The scheduler sends nothing new: once Placement shows COMPUTE_STATUS_DISABLED, which this does not wait for.</summary>
    /// <param name="reason">At most 255 characters; a longer one is cut. Null or empty: none.</param>
    public Task DisableAsync(string id, string? reason, CancellationToken cancel = default)
    {
        var body = new JsonObject { ["status"] = "disabled" };
        if (!string.IsNullOrEmpty(reason))
            body["disabled_reason"] = Cut(reason);
        return service.ChangeAsync(HttpMethod.Put, $"os-services/{Uri.EscapeDataString(id)}", body.ToJsonString(), cancel);
    }

    /// <summary>Also clears the reason.</summary>
    public Task EnableAsync(string id, CancellationToken cancel = default) =>
        service.ChangeAsync(HttpMethod.Put, $"os-services/{Uri.EscapeDataString(id)}", """{"status":"enabled"}""", cancel);

    private static string Cut(string reason) =>
        reason.Length <= MaxReason ? reason : reason[..(char.IsHighSurrogate(reason[MaxReason - 1]) ? MaxReason - 1 : MaxReason)];

    private static ComputeService Read(Answer s) => s.Text("status") == "UNKNOWN"
        ? new("", s.Text("host"), null, "UNKNOWN", "unknown", null, false)
        : new(s.Text("id"), s.Text("host"), s.OptionalText("zone"), s.Text("status"), s.Text("state"), s.OptionalText("disabled_reason"), s.Flag("forced_down"));
}
