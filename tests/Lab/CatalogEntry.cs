using System.Text.Json;

namespace Respite.Lab.Tests;

/// <summary>A service that the lab's catalog has for as long as this lives; others of its type are out of it meanwhile.</summary>
internal sealed class CatalogEntry : IAsyncDisposable
{
    private readonly LabApi api;
    private readonly string id;
    private readonly IReadOnlyList<string> others;

    private CatalogEntry(LabApi api, string id, IReadOnlyList<string> others) => (this.api, this.id, this.others) = (api, id, others);

    public static async Task<CatalogEntry> AddAsync(LabApi api, string type, Uri url)
    {
        var others = (await api.Keystone(HttpMethod.Get, $"/services?type={type}")).GetProperty("services").EnumerateArray().Select(s => s.GetProperty("id").GetString()!).ToList();
        foreach (var other in others)
            await SetAsync(api, other, enabled: false);
        var made = await api.Keystone(HttpMethod.Post, "/services", JsonSerializer.Serialize(new { service = new { type, name = "respite" } }));
        var id = made.GetProperty("service").GetProperty("id").GetString()!;
        foreach (var face in (string[])["public", "internal", "admin"])
        {
            await api.Keystone(HttpMethod.Post, "/endpoints", JsonSerializer.Serialize(new
            {
                endpoint = new Dictionary<string, string> { ["interface"] = face, ["region_id"] = "RegionOne", ["service_id"] = id, ["url"] = url.ToString() },
            }));
        }
        return new CatalogEntry(api, id, others);
    }

    public async ValueTask DisposeAsync()
    {
        await api.Keystone(HttpMethod.Delete, $"/services/{id}");
        foreach (var other in others)
            await SetAsync(api, other, enabled: true);
    }

    private static Task SetAsync(LabApi api, string id, bool enabled) =>
        api.Keystone(HttpMethod.Patch, $"/services/{id}", JsonSerializer.Serialize(new { service = new { enabled } }));
}
