using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Webhooks;

/// <summary>Tells each webhook what it has not been told yet: one after the other to each, all webhooks at the same time.</summary>
internal sealed partial class Deliverer(WebhookQueue queue, IMaintenanceStore journal, WebhookSecrets secrets, WebhookSender sender, Instruments instruments, TimeProvider clock, Random jitter, ILogger<Deliverer> log)
{
    /// <summary>Longer than a round's slice and one receiver's patience together.</summary>
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(60);

    /// <summary>After so long a round is recorded, so that little is sent twice after a crash.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan KeyAway = TimeSpan.FromMinutes(1);

    private const int Page = 100;

    private readonly string owner = Guid.NewGuid().ToString("N");
    private readonly HashSet<Task> underWay = [];

    /// <summary>Raised when a round has ended: there may be more to be told.</summary>
    public event Action? RoundEnded;

    /// <summary>Starts a round for each webhook that has something to be told; a slow receiver holds up no other.</summary>
    public async Task<int> StartDueAsync(CancellationToken cancel)
    {
        underWay.RemoveWhere(round => round.IsCompleted);
        var lease = new Lease(clock, clock.GetTimestamp(), LeaseLength);
        var claims = await queue.ClaimDueAsync(owner, clock.GetUtcNow(), LeaseLength);
        foreach (var claimed in claims)
            underWay.Add(RunAsync(claimed, lease, cancel));
        return claims.Count;
    }

    /// <summary>Tells all webhooks all that they can be told now.</summary>
    public async Task RunDueAsync(CancellationToken cancel)
    {
        while (await StartDueAsync(cancel) > 0)
            await Task.WhenAll(underWay);
    }

    /// <summary>Waits for the rounds under way, and lets another replica go on.</summary>
    public async Task HandOverAsync()
    {
        await Task.WhenAll(underWay);
        await queue.ReleaseAsync(owner);
    }

    private async Task RunAsync(ClaimedWebhook claimed, Lease lease, CancellationToken cancel)
    {
        var id = claimed.Webhook.Id;
        try
        {
            var outcome = Key(claimed) is { } key
                ? await DeliverAsync(claimed, key, lease, cancel)
                : new RoundOutcome(claimed.Position, claimed.Failures + 1, secrets.Missing ?? "its secret was sealed with another key than webhooks.key: give that one back, or make the webhook anew", KeyAway, [], []);
            var recorded = await queue.RecordAsync(claimed, outcome, clock.GetUtcNow());
            foreach (var dead in outcome.Kept.Where(letter => recorded && letter.Dead))
            {
                LogDead(id, dead.Seq, dead.Attempts, dead.Error);
                instruments.Delivered("dead");
            }
            if (outcome.Pause > TimeSpan.Zero)
                LogAway(id, outcome.Failures, outcome.Error, outcome.Pause.TotalSeconds);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The state is away: what was sent is sent again once it is back.
            LogLost(id, e.Message);
        }
        RoundEnded?.Invoke();
    }

    private async Task<RoundOutcome> DeliverAsync(ClaimedWebhook claimed, byte[] key, Lease lease, CancellationToken cancel)
    {
        var (id, url, started) = (claimed.Webhook.Id, new Uri(claimed.Webhook.Url), clock.GetTimestamp());
        var round = new Round(claimed, await queue.WaitingAsync(id), jitter.NextDouble());
        foreach (var letter in await queue.DueLettersAsync(id, clock.GetUtcNow(), Page))
        {
            if (IsOver())
                return round.Outcome();
            if (!round.MayTry(letter))
                continue;
            var e = (await journal.EventsAsync(letter.Seq - 1, letter.MaintenanceId, 1)).Single();
            if (!await TryAsync(e, failure => round.Tried(letter, failure)))
                return round.Outcome();
        }
        foreach (var fresh in await journal.EventsAsync(claimed.Position, null, Page))
        {
            if (IsOver() || (round.MayTry(fresh) && !await TryAsync(fresh, failure => round.Tried(fresh, failure))))
                break;
        }
        return round.Outcome();

        bool IsOver() => round.ReceiverIsAway || lease.IsOver || cancel.IsCancellationRequested || clock.GetElapsedTime(started) > Slice;

        // False: this replica stops, and nobody knows whether it was taken; it is sent again.
        async Task<bool> TryAsync(JournalEvent e, Action<string?> tried)
        {
            try
            {
                var failure = await sender.SendAsync(url, Message.Of(id, e), key, cancel);
                instruments.Delivered(failure is null ? "taken" : "failed");
                tried(failure);
                return true;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private byte[]? Key(ClaimedWebhook claimed)
    {
        try
        {
            return secrets.Open(claimed.Webhook.Id, claimed.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Id}: event {Seq} is a dead letter after {Attempts} tries: it {Error}")]
    private partial void LogDead(string id, long seq, long attempts, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Id}: its receiver is away for the {Failures}. time ({Error}); trying again in {Seconds:0} s")]
    private partial void LogAway(string id, long failures, string? error, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Id}: what was delivered could not be recorded, and is sent again: {Message}")]
    private partial void LogLost(string id, string message);
}
