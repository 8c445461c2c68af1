namespace Respite.Simulator.Http;

/// <summary>One request that the cloud has met.</summary>
/// <param name="Path">With its query, below the service's prefix kept.</param>
/// <param name="Status">As answered; 0 for a broken connection.</param>
/// <param name="Took">On the cloud's clock, of slow answers.</param>
public sealed record HistoryEntry(DateTimeOffset At, string Service, string Method, string Path, string Body, int Status, TimeSpan Took);
