using Respite.Simulator.Model;

namespace Respite.Simulator.Building;

/// <summary>Puts a new server into the state that its spec names, as if it had come there by itself.</summary>
internal static class InitialState
{
    public static void Apply(World world, Instance instance, InstanceSpec spec)
    {
        (instance.VmState, instance.PowerState) = spec.Status switch
        {
            "ACTIVE" => (VmStates.Active, PowerStates.Running),
            "PAUSED" => (VmStates.Paused, PowerStates.Paused),
            "SHUTOFF" => (VmStates.Stopped, PowerStates.Shutdown),
            "SUSPENDED" => (VmStates.Suspended, PowerStates.Shutdown),
            "RESCUE" => (VmStates.Rescued, PowerStates.Running),
            "ERROR" => (VmStates.Error, PowerStates.Running),
            "SHELVED" => (VmStates.Shelved, PowerStates.Shutdown),
            "SHELVED_OFFLOADED" => (VmStates.Offloaded, PowerStates.None),
            "VERIFY_RESIZE" => (VmStates.Resized, PowerStates.Running),
            "BUILD" => (VmStates.Building, PowerStates.None),
            "SOFT_DELETED" => (VmStates.SoftDeleted, PowerStates.Shutdown),
            _ => throw new ArgumentException($"No server can be put in status {spec.Status}; see InstanceSpec.Status for those that it can.", nameof(spec)),
        };
        if (spec.Status == "ERROR")
        {
            instance.FaultMessage = "Simulated fault";
            instance.FaultAt = world.Now;
        }
        if (spec.Status == "BUILD")
            instance.TaskState ??= "spawning";
        if (spec.Host is null || spec.Status == "SHELVED_OFFLOADED")
            return;

        var host = Named(world, spec.Host);
        if (spec.ResizedFrom is not null || spec.Status == "VERIFY_RESIZE")
            AddFinishedMigration(world, instance, Named(world, spec.ResizedFrom ?? world.Hosts.Keys.First(h => h != spec.Host)), host);
        var node = host.NodeList.Find(n => Placement.Sharing.Find(n, instance.Flavor.Request) is not null) ?? host.Node;
        world.Place(instance, host, node);
        world.Allocations.Claim(instance.Id, node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
    }

    private static void AddFinishedMigration(World world, Instance instance, Host source, Host destination)
    {
        world.Place(instance, source);
        var migration = world.AddMigration(instance, "migration", "finished", instance.UserId, instance.ProjectId);
        migration.DestCompute = destination.Name;
        migration.DestNode = destination.Node.Name;
        migration.DestHost = "192.168.0.1";
        world.Allocations.Claim(migration.Uuid, source.Node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
    }

    private static Host Named(World world, string name) => world.FindHost(name) ?? throw new ArgumentException($"No host {name} in the simulated cloud.", nameof(name));
}
