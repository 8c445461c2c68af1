using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.Inventory;

namespace Respite.Server.Api;

/// <summary>How full the hosts are.</summary>
internal static class CapacityRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/capacity", ListAsync).For(Access.Reader).Answers<CapacityJson>()
        .WithSummary("Lists how full the compute hosts are, a few seconds old. By name; all of them in one answer, unless limit says otherwise.");

    private static async Task<IResult> ListAsync(
        HttpContext context, CapacityReader capacity, [Range(1, int.MaxValue)] int? limit, string? marker, [FieldsOf(typeof(HostCapacity))] string? fields, CancellationToken cancel)
    {
        var (page, next) = Page.Cut(Page.After(await capacity.ListAsync(cancel), marker, host => host.Name), limit, context.Request, host => host.Name);
        return Page.Answer(context, new CapacityJson(page) { HostsLinks = next }, "hosts", fields);
    }
}

internal sealed record CapacityJson(IReadOnlyList<HostCapacity> Hosts)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? HostsLinks { get; init; }
}
