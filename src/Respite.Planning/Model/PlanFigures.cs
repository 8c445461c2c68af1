namespace Respite.Planning.Model;

/// <summary>One resource class of a host, or of several together: what is used (or promised) before the plan and after it.</summary>
public sealed record ClassFill(string ResourceClass, long Capacity, long Before, long After);

/// <summary>A destination before and after: how many instances come, and the classes that they need.</summary>
public sealed record HostFill(string Host, int Arrivals, IReadOnlyList<ClassFill> Classes);

/// <summary>What a feasible plan reaches, beside what no plan could beat.</summary>
public sealed record PlanFigures
{
    /// <summary>All hosts that take instances (enabled, up, not drained) together, by class that the plan needs: the cloud's headroom.</summary>
    public required IReadOnlyList<ClassFill> Headroom { get; init; }

    /// <summary>By name; only hosts to which something goes.</summary>
    public required IReadOnlyList<HostFill> Destinations { get; init; }

    /// <summary>How full the fullest destination becomes in any class that its arrivals need, 0 to 1.</summary>
    public required double Fullest { get; init; }

    /// <summary>No placement of the same instances leaves the fullest destination less full than this (it may be even higher).</summary>
    public required double FullestAtLeast { get; init; }

    /// <summary>No placement of the same instances does with fewer destinations than this.</summary>
    public required int HostsAtLeast { get; init; }
}
