using System.Text.Json;
using System.Threading.Channels;
using Respite.Cli.Api;

namespace Respite.Cli.Live;

/// <summary>Shows maintenances until each has reached its outcome.</summary>
public sealed class Watch(RespiteClient client, IProgressView view, TimeProvider clock)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Journal> journals = [];

    public sealed record Watched(JsonElement Json, int ExitCode);

    /// <returns>In the order asked; throws <see cref="OperationCanceledException"/> when cancelled.</returns>
    public async Task<IReadOnlyList<Watched>> RunAsync(IReadOnlyList<(string Id, Goal Goal)> targets, CancellationToken cancel)
    {
        var results = new Watched?[targets.Count];
        await view.WhileAsync(async () =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var queue = Channel.CreateUnbounded<JournalEvent>();
            var followed = targets.Select(t => JournalOf(t.Id)).ToList();
            var followers = followed.Select(j => PumpAsync(j, queue.Writer, stop.Token)).ToList();
            try
            {
                await LoopAsync(targets, results, queue.Reader, cancel);
            }
            finally
            {
                await stop.CancelAsync();
                await Task.WhenAll(followers);
            }

            Tell(queue.Reader);
            foreach (var journal in followed)
                foreach (var entry in await journal.RestAsync(cancel))
                    view.Journal(entry);
        });
        return results!;
    }

    /// <summary>What the journal holds by now is not news: it is not told.</summary>
    public Task SkipAsync(string maintenance, CancellationToken cancel) => JournalOf(maintenance).RestAsync(cancel);

    private Journal JournalOf(string maintenance)
    {
        if (!journals.TryGetValue(maintenance, out var journal)) journals[maintenance] = journal = new Journal(client, maintenance, clock);
        return journal;
    }

    private async Task LoopAsync(
        IReadOnlyList<(string Id, Goal Goal)> targets, Watched?[] results, ChannelReader<JournalEvent> events, CancellationToken cancel)
    {
        var latest = new Maintenance[targets.Count];
        var lost = false;
        var news = events.WaitToReadAsync(cancel).AsTask();
        while (true)
        {
            try
            {
                for (var i = 0; i < targets.Count; i++)
                {
                    if (results[i] is not null) continue;
                    var json = await client.MaintenanceAsync(targets[i].Id, cancel);
                    latest[i] = json.ToMaintenance();
                    if (Outcome.Of(latest[i], targets[i].Goal) is { } code) results[i] = new Watched(json, code);
                }

                lost = false;
                view.Show(latest);
                if (results.All(r => r is not null)) return;
            }
            catch (Exception e) when (e is CliException or ApiException { Status: >= 500 or 429 } && latest.All(m => m is not null))
            {
                // It answered before, so it is away for a while: the drain does not need us, and we wait for it.
                if (!lost) view.Note(e.Message + " Trying again.");
                lost = true;
            }

            await Task.WhenAny(news, Task.Delay(Refresh, clock, cancel));
            cancel.ThrowIfCancellationRequested();
            Tell(events);
            if (news.IsCompleted) news = events.WaitToReadAsync(cancel).AsTask();
        }
    }

    private void Tell(ChannelReader<JournalEvent> events)
    {
        while (events.TryRead(out var entry))
            view.Journal(entry);
    }

    private static async Task PumpAsync(Journal journal, ChannelWriter<JournalEvent> to, CancellationToken stop)
    {
        try
        {
            // What the journal has counted as told must be told: this write is never cancelled.
            await foreach (var entry in journal.FollowAsync(stop)) to.TryWrite(entry);
        }
        catch (OperationCanceledException)
        {
            // The watch is over.
        }
    }
}
