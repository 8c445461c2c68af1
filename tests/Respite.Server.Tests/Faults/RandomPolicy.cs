using Respite.Planning.Model;

namespace Respite.Server.Tests.Faults;

/// <summary>What an operator might allow, drawn from a seed. Budgets are short, so that every rung is reached.</summary>
internal static class RandomPolicy
{
    /// <param name="keysReadable">Whether the cloud lets Nova read the keys of volumes; the operator may not know, or be wrong.</param>
    public static DrainPolicy Create(int seed, Random random, bool keysReadable)
    {
        var downtime = random.Next(3) == 0;
        LadderRung[] rungs = downtime
            ? [LadderRung.Wait, LadderRung.Abort, LadderRung.ForceComplete, LadderRung.ColdMigrate]
            : [LadderRung.Wait, LadderRung.Abort];
        var policy = new DrainPolicy
        {
            Instances = random.Next(8) switch { 0 => InstanceScope.Active, 1 => random.Next(3) == 0 ? InstanceScope.None : InstanceScope.All, _ => InstanceScope.All },
            AllowDowntime = downtime,
            MaxMovesPerCloud = random.Next(1, 8),
            MaxMovesPerSource = random.Next(1, 5),
            MaxMovesPerDestination = random.Next(1, 4),
            MaxMovesPerProject = random.Next(5) == 0 ? random.Next(1, 4) : null,
            MaxMovesPerZone = random.Next(5) == 0 ? random.Next(1, 4) : null,
            BudgetBaseSeconds = random.Next(20, 90),
            BudgetSecondsPerGib = random.Next(0, 10),
            NoProgressSeconds = random.Next(15, 60),
            Ladder = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => rungs[random.Next(rungs.Length)]), LadderRung.Ask],
            MaxAttempts = random.Next(1, 4),
            VerifyResize = (VerifyResizeChoice)random.Next(2),
            Suspended = (StateChoice)random.Next(2),
            Rescued = (StateChoice)random.Next(2),
            Error = (StateChoice)random.Next(2),
            SoftDeleted = (StateChoice)random.Next(2),
            Locked = random.Next(4) == 0 ? LockedChoice.Ask : LockedChoice.Move,
            Unmovable = random.Next(4) switch { 0 => UnmovableChoice.Leave, 1 when downtime => UnmovableChoice.Cold, _ => UnmovableChoice.Ask },
            VolumeKeysReadable = new Random(seed ^ 0x6b6579).Next(6) < (keysReadable ? 3 : 1),
            OwnerWords = [.. Enum.GetValues<Word>().Where(_ => random.Next(3) > 0)],
            Destinations = random.Next(4) == 0 ? DestinationChoice.Scheduler : DestinationChoice.Planned,
            WaitSeconds = random.Next(30, 120),
            RequireTransportConfirmed = random.Next(4) == 0,
            TransportConfirmed = true,
        };
        return policy.Validate() is { Count: > 0 } errors ? throw new InvalidOperationException(string.Join("; ", errors)) : policy;
    }
}
