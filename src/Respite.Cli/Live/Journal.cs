using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Respite.Cli.Api;

namespace Respite.Cli.Live;

/// <summary>Follows one maintenance's journal over SSE, reconnecting where it broke off. Tells each event once, in order.</summary>
public sealed class Journal(RespiteClient client, string maintenance, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long seen;

    /// <summary>Goes on until cancelled.</summary>
    public async IAsyncEnumerable<JournalEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            await using var events = StreamAsync(cancel).GetAsyncEnumerator(cancel);
            while (true)
            {
                try
                {
                    if (!await events.MoveNextAsync()) break;
                }
                catch (Exception e) when (e is HttpRequestException or IOException or JsonException or ApiException or CliException)
                {
                    // The watch itself asks for the state and says when the server is away.
                    break;
                }

                if (Fresh(events.Current)) yield return events.Current;
            }

            await Task.Delay(Pause, clock, cancel);
        }
    }

    /// <summary>What was written and not told yet; asked when following has ended, so that no line is lost.</summary>
    public async Task<IReadOnlyList<JournalEvent>> RestAsync(CancellationToken cancel)
    {
        var rest = new List<JournalEvent>();
        while (await client.EventsAsync(maintenance, seen, cancel) is { Count: > 0 } page)
        {
            var fresh = page.Where(Fresh).ToList();
            if (fresh.Count == 0) break;
            rest.AddRange(fresh);
        }

        return rest;
    }

    private bool Fresh(JournalEvent e)
    {
        if (e.Seq <= seen) return false;
        seen = e.Seq;
        return true;
    }

    private async IAsyncEnumerable<JournalEvent> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = await client.EventStreamAsync(maintenance, seen, cancel);
        var parser = SseParser.Create(stream, static (_, data) => JsonSerializer.Deserialize(data, WireJson.Default.JournalEvent)!);
        await foreach (var item in parser.EnumerateAsync(cancel)) yield return item.Data;
    }
}
