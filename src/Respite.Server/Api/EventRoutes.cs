using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Api;

/// <summary>The journal: as a page, or live as server-sent events that go on after <c>Last-Event-ID</c>.</summary>
internal static class EventRoutes
{
    private const int Page = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events", GetAsync).For(Access.Reader);

    private static async Task GetAsync(
        HttpContext context, string? maintenance, long? after, int? limit, IMaintenanceStore store, JournalSignal signal, Instruments instruments, TimeProvider clock)
    {
        var from = long.TryParse(context.Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last) ? last : after ?? 0;
        if (context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            instruments.StreamOpened();
            try
            {
                await StreamAsync(context, maintenance, from, store, signal, instruments, clock);
            }
            finally
            {
                instruments.StreamClosed();
            }
        }
        else
            await context.Response.WriteAsJsonAsync(new EventsJson(await store.EventsAsync(from, maintenance, Math.Clamp(limit ?? Page, 1, Page))), StoreJson.Options);
    }

    private static async Task StreamAsync(
        HttpContext context, string? maintenance, long from, IMaintenanceStore store, JournalSignal signal, Instruments instruments, TimeProvider clock)
    {
        var cancel = context.RequestAborted;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.FlushAsync(cancel);
        var waited = false;
        while (!cancel.IsCancellationRequested)
        {
            var more = signal.Next;
            var events = await store.EventsAsync(from, maintenance, Page);
            foreach (var e in events)
            {
                var line = string.Create(CultureInfo.InvariantCulture, $"id: {e.Seq}\nevent: {e.Type}\ndata: {JsonSerializer.Serialize(e, StoreJson.Options)}\n\n");
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), cancel);
                from = e.Seq;
                if (waited)
                    instruments.Streamed(clock.GetUtcNow() - e.At);
            }
            await context.Response.Body.FlushAsync(cancel);
            waited = events.Count == 0;
            if (waited)
                await Task.WhenAny(more, Task.Delay(TimeSpan.FromSeconds(15), clock, cancel));
        }
    }
}
