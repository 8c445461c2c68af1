using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Cli.Api;

/// <summary>The requests that commands share, one line each.</summary>
public static class Requests
{
    public static async Task<JsonElement> HostsAsync(this RespiteClient client, CancellationToken cancel) =>
        HostsOf(await client.GetAsync("v1/hosts", cancel));

    public static JsonElement HostsOf(JsonElement answer) => answer.GetProperty("hosts");

    /// <param name="save">Keep it: the answer then holds the plan and its id.</param>
    public static Task<JsonElement> PlanAsync(this RespiteClient client, JsonObject request, bool save, CancellationToken cancel) =>
        client.PostAsync(save ? "v1/plans?store=true" : "v1/plans", request, cancel);

    /// <summary>All keys of a named policy.</summary>
    public static async Task<JsonObject> PolicyAsync(this RespiteClient client, string name, CancellationToken cancel) =>
        JsonObject.Create((await client.GetAsync($"v1/policies/{Uri.EscapeDataString(name)}", cancel)).GetProperty("policy"))!;

    /// <summary>All keys of the policy that holds where none is said; none, if the server has no such.</summary>
    public static async Task<JsonObject> DefaultPolicyAsync(this RespiteClient client, CancellationToken cancel)
    {
        var policies = (await client.GetAsync("v1/policies", cancel)).GetProperty("policies").EnumerateArray();
        var found = policies.FirstOrDefault(p => p.GetProperty("default").GetBoolean());
        return found.ValueKind == JsonValueKind.Object ? JsonObject.Create(found.GetProperty("policy"))! : [];
    }

    /// <summary>The host that a stored plan is of.</summary>
    public static async Task<string> PlannedHostAsync(this RespiteClient client, string plan, CancellationToken cancel) =>
        (await client.GetAsync($"v1/plans/{Uri.EscapeDataString(plan)}", cancel)).GetProperty("host").GetString()!;

    public static Task<JsonElement> MaintenanceAsync(this RespiteClient client, string id, CancellationToken cancel) =>
        client.GetAsync($"v1/maintenances/{Uri.EscapeDataString(id)}", cancel);

    public static Task<JsonElement> ActAsync(this RespiteClient client, string id, string verb, JsonObject body, CancellationToken cancel) =>
        client.PostAsync($"v1/maintenances/{Uri.EscapeDataString(id)}/{verb}", body, cancel);

    /// <summary>Open maintenances, of one host or of all; newest first.</summary>
    public static async Task<List<JsonElement>> OpenAsync(this RespiteClient client, string? host, CancellationToken cancel)
    {
        var path = host is null ? "v1/maintenances?open=true" : $"v1/maintenances?open=true&host={Uri.EscapeDataString(host)}";
        return [.. (await client.GetAsync(path, cancel)).GetProperty("maintenances").EnumerateArray()];
    }

    /// <summary>A host's newest maintenance, open or ended; null when it never had one.</summary>
    public static async Task<JsonElement?> NewestAsync(this RespiteClient client, string host, CancellationToken cancel) =>
        (await client.GetAsync($"v1/maintenances?limit=1&host={Uri.EscapeDataString(host)}", cancel)).GetProperty("maintenances").EnumerateArray().ToList() is [var newest] ? newest : null;

    /// <summary>The open maintenance of a host, or the one with that id; null when there is neither.</summary>
    public static async Task<JsonElement?> FindAsync(this RespiteClient client, string hostOrId, CancellationToken cancel)
    {
        if (await client.OpenAsync(hostOrId, cancel) is [var open, ..]) return open;
        try
        {
            return await client.MaintenanceAsync(hostOrId, cancel);
        }
        catch (ApiException e) when (e.Status is 404 or 400 or 422)
        {
            return null;
        }
    }

    public static Maintenance ToMaintenance(this JsonElement json) =>
        json.Deserialize(WireJson.Default.Maintenance) ?? throw new JsonException("a maintenance is missing");
}
