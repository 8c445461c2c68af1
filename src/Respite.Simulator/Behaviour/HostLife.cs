using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>Enabling and disabling, dying and coming back.</summary>
internal sealed class HostLife(World world, LiveMigrations live, ColdMigrations cold)
{
    public const string DisabledTrait = "COMPUTE_STATUS_DISABLED";

    public void SetEnabled(Host host, bool enabled, string? reason)
    {
        host.Enabled = enabled;
        host.DisabledReason = enabled ? null : reason;
        host.ServiceTouchedAt = world.Now;
        if (host.Alive)
            world.Agenda.After(world.Timings.Trait, () => WriteTrait(host));
    }

    public void Die(Host host)
    {
        if (!host.Alive)
            return;
        host.Alive = false;
        host.LastHeartbeat = world.Now;
        foreach (var migration in world.Migrations.Where(m => m.UnderWay && (m.SourceCompute == host.Name || m.DestCompute == host.Name)).ToList())
        {
            if (migration.Type == "live-migration")
                live.HostLost(migration, host);
            else
                migration.Turn++;
        }
        world.Agenda.After(world.Timings.ServiceDown, () =>
        {
            if (!host.Alive)
                host.SeenUp = false;
        });
    }

    public void Return(Host host)
    {
        if (host.Alive)
            return;
        host.Alive = host.SeenUp = true;
        host.LastHeartbeat = null;
        WriteTrait(host);
        foreach (var migration in world.Migrations.Where(m => m.SourceCompute == host.Name || m.DestCompute == host.Name).ToList())
        {
            if (migration is { Type: "evacuation", Status: "done" } && migration.SourceCompute == host.Name)
            {
                world.Allocations.Free(migration.Uuid, world.NodesById);
                world.Set(migration, "completed");
            }
            else if (migration.UnderWay && migration.Type == "live-migration" && migration.SourceCompute == host.Name)
            {
                live.SourceReturned(migration);
            }
            else if (migration.UnderWay && migration.Type == "migration")
            {
                cold.HostReturned(migration);
            }
        }
        foreach (var instance in host.Residents.Values)
            instance.TaskState = instance.TaskState is "powering-off" or "powering-on" or "pausing" ? null : instance.TaskState;
    }

    private static void WriteTrait(Host host)
    {
        if (!host.Alive || host.Faults.TraitNeverSet)
            return;
        foreach (var node in host.NodeList)
            if (host.Enabled ? node.TraitSet.Remove(DisabledTrait) : node.TraitSet.Add(DisabledTrait))
                node.Generation++;
    }
}
