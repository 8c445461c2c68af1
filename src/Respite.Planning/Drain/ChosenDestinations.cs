using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Where an instance is to go, as somebody or an earlier plan has chosen.</summary>
public sealed record ChosenDestination(string InstanceId, string Destination);

/// <summary>Asks the rules about destinations that are chosen already, all together: each takes its room before the next is asked about.</summary>
public static class ChosenDestinations
{
    /// <param name="instances">All of the drained host, as they are now.</param>
    /// <param name="chosen">Of some of these; of an instance that is not among them nothing is said.</param>
    /// <param name="enabledFirst">A spare host that is enabled before anything moves.</param>
    /// <returns>One answer for each that is asked about, in that order; null where there is no such host.</returns>
    /// <exception cref="ArgumentException">The host is not in the snapshot.</exception>
    public static IReadOnlyList<(ChosenDestination Chosen, DestinationAnswer? Answer)> Ask(
        CloudSnapshot cloud, string host, IReadOnlyList<InstanceSnapshot> instances, IReadOnlyList<ChosenDestination> chosen, DrainPolicy policy, PlanOptions options,
        string? enabledFirst = null)
    {
        var source = cloud.Hosts.FirstOrDefault(candidate => candidate.Name == host)
            ?? throw new ArgumentException($"The snapshot has no host {host}.", nameof(host));
        (cloud, instances) = KeptApart.In(cloud, instances, policy);
        var context = new PlacementContext(cloud, source, options);
        if (enabledFirst is not null)
            context = context.WithEnabled(enabledFirst);
        var rooms = Rooms.Of(cloud, options).ToDictionary(room => room.Host.Name, StringComparer.Ordinal);
        var known = instances.ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        var answers = new List<(ChosenDestination, DestinationAnswer?)>();
        foreach (var one in chosen)
        {
            if (!known.TryGetValue(one.InstanceId, out var instance))
                continue;
            if (!rooms.TryGetValue(one.Destination, out var room))
            {
                answers.Add((one, null));
                continue;
            }
            answers.Add((one, Destinations.Answer(instance, room, context)));
            room.Place(instance);
        }
        return answers;
    }
}
