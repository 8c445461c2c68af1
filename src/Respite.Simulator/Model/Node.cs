namespace Respite.Simulator.Model;

/// <summary>A hypervisor node and its resource provider in Placement (same uuid).</summary>
public sealed class Node
{
    internal Node(string id, string name)
    {
        Id = id;
        Name = name;
    }

    public string Id { get; }

    public string Name { get; }

    public IReadOnlyDictionary<string, Inventory> Inventories => Stock;

    public IReadOnlySet<string> Traits => TraitSet;

    /// <summary>Used amount by resource class, the sum of all allocations here.</summary>
    public IReadOnlyDictionary<string, int> Used => InUse;

    /// <summary>The providers below this one.</summary>
    public IReadOnlyList<Node> Nested => NestedNodes;

    internal List<Node> NestedNodes { get; } = [];

    /// <summary>Null for a host's own.</summary>
    internal Node? Parent { get; init; }

    internal SortedDictionary<string, Inventory> Stock { get; } = new(StringComparer.Ordinal);

    internal SortedSet<string> TraitSet { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, int> InUse { get; } = [];

    internal HashSet<string> Consumers { get; } = [];

    internal int Generation { get; set; } = 1;

    internal bool Has(IReadOnlyDictionary<string, int> wanted) => wanted.All(w => Gives(w.Key, w.Value, 0));

    /// <param name="already">What the same request takes here besides.</param>
    internal bool Gives(string resource, int amount, int already) =>
        Stock.TryGetValue(resource, out var stock) && amount + already <= stock.MaxUnit && InUse.GetValueOrDefault(resource) + already + amount <= stock.Capacity;
}

/// <summary>What a node has of one resource class.</summary>
public sealed record Inventory(int Total, int Reserved = 0, double AllocationRatio = 1.0)
{
    public int MaxUnit { get; init; } = Total;

    /// <summary>What Placement hands out at most.</summary>
    public int Capacity => (int)((Total - Reserved) * AllocationRatio);
}

/// <summary>What one consumer (an instance, or a migration that holds its source) has allocated.</summary>
public sealed class Allocation
{
    internal Allocation(string consumer, string projectId, string userId) => (Consumer, ProjectId, UserId) = (consumer, projectId, userId);

    public string Consumer { get; internal set; }

    public string ProjectId { get; }

    public string UserId { get; }

    /// <summary>Amounts by resource class, by node id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> OnNodes => Held;

    internal Dictionary<string, IReadOnlyDictionary<string, int>> Held { get; } = [];

    internal int Generation { get; set; } = 1;
}
