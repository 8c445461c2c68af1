using Respite.Planning.Model;

namespace Respite.Planning.Schedule;

/// <summary>A move that has happened on this cloud.</summary>
/// <param name="Started">When Nova began with it, not when it was put into Nova's queue.</param>
public sealed record PastMove(string InstanceId, MoveKind Kind, string Source, long MemoryMb, DateTimeOffset Started, DateTimeOffset Ended)
{
    public double Seconds => (Ended - Started).TotalSeconds;
}
