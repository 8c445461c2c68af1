using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>A host aggregate. One with <c>availability_zone</c> in its metadata is a zone.</summary>
public sealed record Aggregate(long Id, string? Uuid, string Name, IReadOnlyList<string> Hosts, IReadOnlyDictionary<string, string> Metadata);

/// <summary>API reference: <c>GET /os-aggregates</c>. Admin.</summary>
public sealed class AggregatesApi
{
    private readonly ServiceClient service;

    internal AggregatesApi(ServiceClient service) => this.service = service;

    public async Task<IReadOnlyList<Aggregate>> ListAsync(CancellationToken cancel = default) =>
    [
        .. (await service.GetAsync("os-aggregates", cancel)).List("aggregates")
            .Select(a => new Aggregate(a.Number("id"), a.OptionalText("uuid"), a.Text("name"), a.Texts("hosts"), a.TextMap("metadata"))),
    ];
}
