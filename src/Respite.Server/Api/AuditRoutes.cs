using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Auth;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal static class AuditRoutes
{
    private const int Page = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/audit", ListAsync).For(Access.Admin);

    private static async Task<IResult> ListAsync(long? after, int? limit, IMaintenanceStore store) =>
        Results.Ok(new AuditJson(await store.AuditEntriesAsync(after ?? 0, Math.Clamp(limit ?? Page, 1, Page))));
}

internal sealed record AuditJson(IReadOnlyList<AuditEntry> Entries);
