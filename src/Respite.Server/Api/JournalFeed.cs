using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>What the listeners to live events read from: each read of the journal serves all who want the same, however many they are.</summary>
/// <remarks>It keeps nothing for a listener: each asks for what comes after its last event, when it is ready for it.</remarks>
internal sealed class JournalFeed(IMaintenanceStore store, JournalSignal signal, TimeProvider clock, IOptions<JsonOptions> json)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private JournalWindow? current;

    /// <summary>The journal as it is until it next grows, or until so long was quiet that a wake-up may have been missed.</summary>
    public JournalWindow Now
    {
        get
        {
            var known = Volatile.Read(ref current);
            if (known is { Ends.IsCompleted: false })
                return known;
            // It listens before it reads: what is written in between ends it.
            var fresh = new JournalWindow(Task.WhenAny(signal.Next, Task.Delay(Quiet, clock)), ReadAsync);
            return Interlocked.CompareExchange(ref current, fresh, known) == known ? fresh : Now;
        }
    }

    private async Task<IReadOnlyList<StreamedEvent>> ReadAsync(long from, string? maintenance) =>
        [.. (await store.EventsAsync(from, maintenance, JournalWindow.MaxPage)).Select(e => new StreamedEvent(e.Seq, e.At, Frame(e)))];

    private byte[] Frame(JournalEvent e) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"id: {e.Seq}\nevent: {e.Type}\ndata: {JsonSerializer.Serialize(e, json.Value.SerializerOptions)}\n\n"));
}

/// <param name="Frame">As it goes over the wire.</param>
internal sealed record StreamedEvent(long Seq, DateTimeOffset At, byte[] Frame);
