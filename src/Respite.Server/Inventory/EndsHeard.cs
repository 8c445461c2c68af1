using System.Collections.Concurrent;

namespace Respite.Server.Inventory;

/// <summary>
/// Instances whose migration is about to end, as Nova's notifications say some tenths of a second before its record does. A look at their
/// host reads its list meanwhile, and waits for the record.
/// </summary>
internal sealed class EndsHeard(MigrationFeed migrations, TimeProvider clock)
{
    private static readonly TimeSpan UntilRecorded = TimeSpan.FromMilliseconds(30);
    private const int MostTries = 20;

    private readonly ConcurrentDictionary<string, bool> heard = new(StringComparer.Ordinal);

    public void Add(string instance) => heard[instance] = true;

    /// <summary>Whether no look has waited for it yet.</summary>
    public bool Holds(string instance) => heard.ContainsKey(instance);

    public bool Take(string instance) => heard.TryRemove(instance, out _);

    /// <summary>Waits until Nova's records have the ends that were heard of, of these instances; not for long.</summary>
    public async Task RecordedAsync(IEnumerable<string> instances, CancellationToken cancel)
    {
        var ending = instances.Where(Take).ToHashSet(StringComparer.Ordinal);
        for (var tries = 1; tries < MostTries && ending.Count > 0; tries++)
        {
            var open = (await migrations.ReadAsync(host: null, cancel, anew: true)).Where(m => m.IsOpen).Select(m => m.InstanceId).ToHashSet(StringComparer.Ordinal);
            ending.IntersectWith(open);
            if (ending.Count > 0)
                await Task.Delay(UntilRecorded, clock, cancel);
        }
    }
}
