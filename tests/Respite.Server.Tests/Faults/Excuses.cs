using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Simulator;
using Respite.Simulator.Faults;
using Respite.Simulator.Model;

namespace Respite.Server.Tests.Faults;

/// <summary>Whether a person is rightly asked about an instance, by the cloud's own truth, when nothing else is broken.</summary>
internal static class Excuses
{
    private static readonly string[] Modes =
    [
        InstanceModes.FailMig, InstanceModes.ErrMig, InstanceModes.StuckMig, InstanceModes.FailCheck, InstanceModes.FailPre, InstanceModes.FailCold, InstanceModes.FailFinish,
    ];

    public static string? For(Instance instance, SimulatedCloud cloud, DrainPolicy policy, IReadOnlyCollection<string> drained)
    {
        if (Array.Find(Modes, m => instance.Name.Contains(m, StringComparison.Ordinal)) is { } mode)
            return mode;
        if (instance.Status is not ("ACTIVE" or "PAUSED" or "SHUTOFF" or "SHELVED"))
            return instance.Status;
        if (instance.TaskState is { } task)
            return task;
        if (instance.Locked && policy.Locked == LockedChoice.Ask)
            return "locked";
        if (Said.ByOwner(instance, policy) == Word.Ask)
            return "its owner asks to be asked";
        if (instance.Status is "ACTIVE" or "PAUSED" && Said.IsHindered(instance) && !(policy.Unmovable == UnmovableChoice.Cold && instance.Status == "ACTIVE" && Said.ByOwner(instance, policy) != Word.Live))
            return "it cannot be live-migrated";
        if (instance.Status != "SHELVED" && !cloud.Options.VolumeKeysReadable && instance.Volumes.Any(v => v.Encrypted))
            return "its volume's key";
        if (Said.BreaksCold(instance, policy) && (instance.Status == "SHUTOFF" || Said.IsHindered(instance) || Said.ByOwner(instance, policy) == Word.Cold))
            return "it must not go cold";
        if (cloud.Groups.Any(g => g.Id == instance.GroupId && !g.Policy.StartsWith("soft", StringComparison.Ordinal)))
            return "its group";
        return Rooms(instance, cloud, drained).Any() ? null : "no room";
    }

    private static IEnumerable<Host> Rooms(Instance instance, SimulatedCloud cloud, IReadOnlyCollection<string> drained)
    {
        var zone = Zone(cloud, instance.Host);
        return cloud.Hosts.Where(h => h.Enabled && h.Up && !drained.Contains(h.Name) && Zone(cloud, h.Name) == zone
            && instance.Flavor.Resources.All(r => r.Value <= h.Nodes[0].Inventories[r.Key].Capacity - h.Nodes[0].Used.GetValueOrDefault(r.Key)));
    }

    private static string Zone(SimulatedCloud cloud, string? host) =>
        cloud.Aggregates.FirstOrDefault(a => a.Metadata.ContainsKey("availability_zone") && a.Hosts.Contains(host))?.Name ?? "nova";
}
