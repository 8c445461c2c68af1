using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Cli.Tests.Fakes;

/// <summary>Events as a page or as a stream, as the request accepts.</summary>
public sealed class FakeJournal : IDisposable
{
    private readonly List<JsonObject> events = [];
    private readonly CancellationTokenSource closed = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(string maintenance, string host, string message)
    {
        lock (events)
        {
            events.Add(new JsonObject
            {
                ["seq"] = events.Count + 1, ["at"] = "2026-11-21T05:00:00Z", ["maintenance_id"] = maintenance, ["host"] = host,
                ["instance_id"] = null, ["instance_name"] = null, ["type"] = "note", ["message"] = message,
            });
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    public async Task AnswerAsync(HttpContext context, string maintenance, long after)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("event-stream", StringComparison.Ordinal))
        {
            var page = new JsonArray([.. After(maintenance, after).Page.Select(e => e.DeepClone())]);
            await Results.Text(new JsonObject { ["events"] = page }.ToJsonString(), "application/json").ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync();
        while (!closed.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            var (page, next) = After(maintenance, after);
            foreach (var e in page)
            {
                after = e["seq"]!.GetValue<int>();
                await context.Response.WriteAsync($"id: {after}\ndata: {e.ToJsonString()}\n\n");
            }

            await context.Response.Body.FlushAsync();
            await Task.WhenAny(next, Task.Delay(Timeout.Infinite, closed.Token), Task.Delay(Timeout.Infinite, context.RequestAborted));
        }
    }

    private (List<JsonObject> Page, Task Next) After(string maintenance, long after)
    {
        lock (events)
            return (events.Where(e => e["maintenance_id"]!.GetValue<string>() == maintenance && e["seq"]!.GetValue<int>() > after).ToList(), changed.Task);
    }
}
