using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal static class AuditRoutes
{
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/audit", ListAsync).For(Access.Admin).Answers<AuditJson>()
        .WithSummary("Lists who asked for what change, when, from where and why; refused requests too. Oldest first.");

    private static async Task<IResult> ListAsync(
        HttpContext context, AuditStore store,
        [Range(1, MaxPage)] int? limit, [Range(0, long.MaxValue)] long? marker, [SortBy("seq")] string? sort, [FieldsOf(typeof(AuditEntry))] string? fields)
    {
        var most = limit ?? 500;
        var read = await store.EntriesAsync(marker ?? 0, most + 1, newestFirst: sort == "seq:desc");
        var (entries, next) = Page.Cut(read, most, context.Request, entry => entry.Seq.ToString(CultureInfo.InvariantCulture));
        return Page.Answer(context, new AuditJson(entries) { EntriesLinks = next }, "entries", fields);
    }
}

internal sealed record AuditJson(IReadOnlyList<AuditEntry> Entries)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? EntriesLinks { get; init; }
}
