using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Api;

/// <summary>The journal: as a page, or live as server-sent events that go on after <c>Last-Event-ID</c>.</summary>
internal static class EventRoutes
{
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events", GetAsync).For(Access.Reader)
        .Answers<EventsJson>().WithMetadata(new Streams())
        .WithSummary("Lists the journal, of all maintenances or of one. Oldest first. With Accept: text/event-stream the answer stays open and each event comes as it happens.");

    private static async Task<IResult> GetAsync(
        HttpContext context, IMaintenanceStore store, JournalFeed feed, Instruments instruments, TimeProvider clock, IHostApplicationLifetime server,
        [Description("Only of the maintenance with this id.")] string? maintenance, [Range(1, MaxPage)] int? limit, [Range(0, long.MaxValue)] long? marker, [SortBy("seq")] string? sort, [FieldsOf(typeof(JournalEvent))] string? fields,
        [Description("Of a stream that is taken up again: the seq of the last event that was seen."), Microsoft.AspNetCore.Mvc.FromHeader(Name = "Last-Event-ID")] string? last)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            var from = long.TryParse(last, CultureInfo.InvariantCulture, out var seen) ? seen : marker ?? 0;
            instruments.StreamOpened();
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
            try
            {
                await StreamAsync(context, maintenance, from, feed, instruments, clock, ends.Token);
            }
            catch (OperationCanceledException) when (ends.IsCancellationRequested)
            {
                // The listener has gone, or is to go on at another replica: it knows after which event.
            }
            finally
            {
                instruments.StreamClosed();
            }
            return Results.Empty;
        }
        var most = limit ?? 500;
        var read = await store.EventsAsync(marker ?? 0, maintenance, most + 1, newestFirst: sort == "seq:desc");
        var (events, next) = Page.Cut(read, most, context.Request, e => e.Seq.ToString(CultureInfo.InvariantCulture));
        return Page.Answer(context, new EventsJson(events) { EventsLinks = next }, "events", fields);
    }

    private static async Task StreamAsync(HttpContext context, string? maintenance, long from, JournalFeed feed, Instruments instruments, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(cancel);
        var waited = false;
        while (!cancel.IsCancellationRequested)
        {
            var now = feed.Now;
            var events = await now.AfterAsync(from, maintenance);
            foreach (var e in events)
            {
                // Waits for a slow listener, with this page in hand and no more: the rest stays in the journal.
                await context.Response.Body.WriteAsync(e.Frame, cancel);
                from = e.Seq;
                if (waited)
                    instruments.Streamed(clock.GetUtcNow() - e.At);
            }
            waited = events.Count == 0;
            if (waited)
                await now.Ends.WaitAsync(cancel);
        }
    }
}
