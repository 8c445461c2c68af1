using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>Checks that the simulated cloud is one that could be.</summary>
internal static class Books
{
    public static List<string> Check(World world)
    {
        var wrong = new List<string>();
        foreach (var host in world.Hosts.Values)
        {
            foreach (var node in host.NodeList)
            {
                foreach (var resource in node.Stock.Keys)
                {
                    var sum = node.Consumers.Sum(c => world.Allocations.ByConsumer[c].Held[node.Id].GetValueOrDefault(resource));
                    if (sum != node.InUse.GetValueOrDefault(resource))
                        wrong.Add($"{node.Name} says that {node.InUse.GetValueOrDefault(resource)} of {resource} is in use, its consumers hold {sum}.");
                }
            }
            if (host.LiveMigrationsRunning > world.Options.MaxConcurrentLiveMigrations || host.LiveMigrationsRunning < 0)
                wrong.Add($"{host.Name} runs {host.LiveMigrationsRunning} live migrations.");
        }
        foreach (var instance in world.Instances.Values.Where(i => i is { Deleted: false, Host: not null, VmState: not VmStates.Building and not VmStates.Offloaded }))
            if (!world.Allocations.ByConsumer.ContainsKey(instance.Id) && instance.TaskState is not "migrating" and not "resize_prep")
                wrong.Add($"{instance} has no allocation.");
        return wrong;
    }

    public static List<(Migration, Migration)> Concurrent(World world)
    {
        var pairs = new List<(Migration, Migration)>();
        foreach (var ofOne in world.MigrationsByInstance.Values)
            foreach (var (first, second) in ofOne.Zip(ofOne.Skip(1)))
                if (first.UnderWay || second.CreatedAt < first.UpdatedAt)
                    pairs.Add((first, second));
        return pairs;
    }
}
