using Respite.Server.Maintenances;

namespace Respite.Server.Webhooks;

/// <summary>
/// What one round of deliveries to a webhook comes to, event by event. Within a maintenance the order holds: what follows an event that was
/// not taken waits behind it. Other maintenances go on, so that one event which the receiver cannot take holds up no other host's.
/// </summary>
internal sealed class Round(ClaimedWebhook claimed, Dictionary<string, long> waiting, double jitter)
{
    /// <summary>So many failures in a row, and the receiver is away: it is left alone for a while.</summary>
    private const int Away = 2;

    private const string Behind = "waits behind an earlier event of its maintenance";

    private readonly HashSet<string> held = new(StringComparer.Ordinal);
    private readonly List<long> taken = [];
    private readonly List<KeptLetter> kept = [];
    private long position = claimed.Position;
    private int inARow;
    private bool anyTaken;
    private string? error = claimed.Error;

    public bool ReceiverIsAway => inARow >= Away;

    /// <summary>Whether this one's turn has come; it has not while an earlier one of its maintenance has just failed.</summary>
    public bool MayTry(Letter letter) => !held.Contains(letter.MaintenanceId);

    /// <summary>Whether an event that is new to this webhook is to be sent; else it is passed over, or waits behind another.</summary>
    public bool MayTry(JournalEvent fresh)
    {
        if (claimed.Webhook.Wants(fresh.Type))
        {
            if (waiting.GetValueOrDefault(fresh.MaintenanceId) == 0)
                return true;
            Keep(new KeptLetter(fresh.Seq, fresh.MaintenanceId, 0, TimeSpan.Zero, Dead: false, Behind));
        }
        position = fresh.Seq;
        return false;
    }

    public void Tried(Letter letter, string? failure)
    {
        if (Note(failure))
            taken.Add(letter.Seq);
        if (failure is null || Failed(letter.Seq, letter.MaintenanceId, letter.Attempts + 1, failure))
            waiting[letter.MaintenanceId]--;
    }

    public void Tried(JournalEvent fresh, string? failure)
    {
        position = fresh.Seq;
        if (!Note(failure) && !Failed(fresh.Seq, fresh.MaintenanceId, 1, failure!))
            waiting[fresh.MaintenanceId] = waiting.GetValueOrDefault(fresh.MaintenanceId) + 1;
    }

    public RoundOutcome Outcome()
    {
        var failures = ReceiverIsAway ? (anyTaken ? 1 : claimed.Failures + 1) : anyTaken ? 0 : claimed.Failures;
        return new RoundOutcome(position, failures, error, ReceiverIsAway ? Backoff.After(failures, jitter) : TimeSpan.Zero, taken, kept);
    }

    /// <returns>Whether it was taken.</returns>
    private bool Note(string? failure)
    {
        inARow = failure is null ? 0 : inARow + 1;
        anyTaken |= failure is null;
        error = failure;
        return failure is null;
    }

    /// <returns>Whether it is dead now, and holds up nothing any more.</returns>
    private bool Failed(long seq, string maintenance, long attempts, string failure)
    {
        var dead = attempts >= Backoff.MostAttempts;
        if (!dead)
            held.Add(maintenance);
        kept.Add(new KeptLetter(seq, maintenance, attempts, dead ? TimeSpan.Zero : Backoff.After(attempts, jitter), dead, failure));
        return dead;
    }

    private void Keep(KeptLetter letter)
    {
        kept.Add(letter);
        waiting[letter.MaintenanceId] = waiting.GetValueOrDefault(letter.MaintenanceId) + 1;
    }
}
