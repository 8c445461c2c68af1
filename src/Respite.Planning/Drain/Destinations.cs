using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>What the rules say of one host for one instance, before a plan has put anything anywhere.</summary>
/// <param name="RefusedBy">The first rule that refuses (<see cref="PlacementRule.Name"/>); null: allowed.</param>
/// <param name="Label">Its kind of refusal in few words, the same for all hosts of that kind.</param>
public sealed record DestinationAnswer(string Host, string? RefusedBy, string? Label, string? Reason)
{
    public bool Allowed => RefusedBy is null;
}

/// <summary>Asks the rules about every host of a cloud for one instance.</summary>
public static class Destinations
{
    /// <summary>Every host of the snapshot, by name, the drained one included.</summary>
    /// <exception cref="ArgumentException">The host is not in the snapshot.</exception>
    public static IReadOnlyList<DestinationAnswer> Of(CloudSnapshot cloud, string host, InstanceSnapshot instance, PlanOptions? options = null)
    {
        options ??= new PlanOptions();
        var source = cloud.Hosts.FirstOrDefault(candidate => candidate.Name == host)
            ?? throw new ArgumentException($"The snapshot has no host {host}.", nameof(host));
        var context = new PlacementContext(cloud, source, options);
        return [.. Rooms.Of(cloud, options).Select(room => Answer(instance, room, context))];
    }

    internal static DestinationAnswer Answer(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var rule in PlacementRules.Ordered)
            if (rule.Check(instance, room, context) is { Refused: true } refusal)
                return new DestinationAnswer(room.Host.Name, rule.Name, refusal.Label, refusal.Reason!(instance, room, context));
        return new DestinationAnswer(room.Host.Name, null, null, null);
    }
}
