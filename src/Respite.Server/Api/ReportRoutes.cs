using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.Reports;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal static class ReportRoutes
{
    private const int Page = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/maintenances/{id}/report", ShowAsync).For(Access.Reader)
        .Answers<Report>().WithMetadata(new AlsoCsv())
        .WithSummary("Reports on a maintenance: who moved where, when, how long, and what went wrong. As JSON, or as CSV with format=csv or Accept: text/csv.");

    private static async Task<IResult> ShowAsync(string id, [Description("json or csv; left out, as Accept says.")] string? format, HttpRequest request, IMaintenanceStore store)
    {
        if (format is not (null or "json" or "csv"))
            return Problems.Invalid([new("query", "format", $"is '{format}'", "give json or csv")]);
        if (await store.FindAsync(id) is not { Maintenance: var m })
            return CommandRunner.NotFound(id);
        var report = ReportMaker.Of(m, await store.MovesAsync(id), await JournalAsync(store, id));
        if (format is null ? !request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase) : format == "json")
            return Results.Ok(report);
        return new WithHeader(Results.Text(ReportCsv.Of(report), "text/csv; charset=utf-8"), "Content-Disposition", $"attachment; filename=\"respite-{m.Id}.csv\"");
    }

    private static async Task<IReadOnlyList<JournalEvent>> JournalAsync(IMaintenanceStore store, string id)
    {
        var all = new List<JournalEvent>();
        while (true)
        {
            var page = await store.EventsAsync(all.Count > 0 ? all[^1].Seq : 0, id, Page);
            all.AddRange(page);
            if (page.Count < Page)
                return all;
        }
    }
}
