using Respite.Simulator.Model;

namespace Respite.Simulator.Placement;

/// <summary>Who has allocated what, with each node's use kept as a running sum.</summary>
internal sealed class Allocations
{
    private readonly Dictionary<string, Allocation> _byConsumer = [];

    public IReadOnlyDictionary<string, Allocation> ByConsumer => _byConsumer;

    /// <summary>Adds to what the consumer holds; all of it on the host's own provider where there is no room for it.</summary>
    public void Claim(string consumer, Node node, PlacementRequest request, string projectId, string userId) =>
        Claim(consumer, Sharing.Find(node, request) ?? new Dictionary<Node, Dictionary<string, int>>
        {
            [node] = request.Numbered.Prepend(request.Rest).SelectMany(g => g.Resources).GroupBy(r => r.Key).ToDictionary(r => r.Key, r => r.Sum(a => a.Value)),
        }, projectId, userId);

    /// <summary>Adds to what the consumer holds. Does not look at the capacity: the caller has.</summary>
    public void Claim(string consumer, Dictionary<Node, Dictionary<string, int>> shares, string projectId, string userId)
    {
        if (_byConsumer.TryGetValue(consumer, out var allocation))
            allocation.Generation++;
        else
            _byConsumer[consumer] = allocation = new Allocation(consumer, projectId, userId);
        foreach (var (node, resources) in shares)
            Hold(allocation, node, resources);
    }

    /// <summary>Hands everything one consumer holds to another, as Nova does between a server and its migration.</summary>
    public void Rename(string from, string to, IReadOnlyDictionary<string, Node> nodes)
    {
        if (!_byConsumer.Remove(from, out var allocation))
            return;
        Free(to, nodes);
        foreach (var nodeId in allocation.Held.Keys)
        {
            var node = nodes[nodeId];
            node.Consumers.Remove(from);
            node.Consumers.Add(to);
            node.Generation++;
        }
        allocation.Consumer = to;
        _byConsumer[to] = allocation;
    }

    public void Free(string consumer, IReadOnlyDictionary<string, Node> nodes)
    {
        if (!_byConsumer.Remove(consumer, out var allocation))
            return;
        foreach (var (nodeId, resources) in allocation.Held)
        {
            var node = nodes[nodeId];
            foreach (var (resource, amount) in resources)
                node.InUse[resource] = node.InUse.GetValueOrDefault(resource) - amount;
            node.Consumers.Remove(consumer);
            node.Generation++;
        }
    }

    private static void Hold(Allocation allocation, Node node, IReadOnlyDictionary<string, int> resources)
    {
        allocation.Held[node.Id] = resources;
        foreach (var (resource, amount) in resources)
            node.InUse[resource] = node.InUse.GetValueOrDefault(resource) + amount;
        node.Consumers.Add(allocation.Consumer);
        node.Generation++;
    }
}
