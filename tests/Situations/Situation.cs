namespace Respite.Situations;

/// <summary>
/// A small cloud with a few instances, and what has changed since they were booted: the same description is made real on the lab and on
/// the simulator, and both are asked where each instance may go.
/// </summary>
public sealed record Situation(
    int Seed,
    IReadOnlyList<SituationHost> Hosts,
    IReadOnlyList<SituationAggregate> Aggregates,
    IReadOnlyList<SituationGroup> Groups,
    IReadOnlyList<SituationFlavor> Flavors,
    IReadOnlyList<SituationInstance> Instances);

/// <summary>A compute host of 16 vCPU (twice as many to give), 15,872 MiB and 200 GiB.</summary>
public sealed record SituationHost(string Name)
{
    /// <summary>Custom traits of its provider.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>The lab's hosts have 16, whatever is said here.</summary>
    public int Vcpus { get; init; } = 16;

    /// <summary>The lab's hosts have one in common, whatever is said here.</summary>
    public int HypervisorVersion { get; init; } = 7002000;

    /// <summary>Disabled after the boots.</summary>
    public bool Disabled { get; init; }

    /// <summary>Taken after the boots, by class.</summary>
    public IReadOnlyDictionary<string, int> Taken { get; init; } = new Dictionary<string, int>();

    public IReadOnlyList<SituationProvider> Nested { get; init; } = [];
}

/// <summary>A provider below a host's own. <paramref name="Taken"/> of it is taken after the boots.</summary>
public sealed record SituationProvider(string ResourceClass, int Total, string? Trait, int Taken);

/// <param name="Late">Made only after the boots.</param>
public sealed record SituationAggregate(string Name, IReadOnlyList<string> Hosts, IReadOnlyDictionary<string, string> Metadata, bool Late);

public sealed record SituationGroup(string Name, string Policy, int? MaxServerPerHost);

public sealed record SituationFlavor(string Name, int Vcpus, int Ram, int Disk, IReadOnlyDictionary<string, string> ExtraSpecs)
{
    public override string ToString() => string.Join(' ', ExtraSpecs.Select(s => $"{s.Key}={s.Value}").Prepend($"{Vcpus}/{Ram}/{Disk}"));
}

/// <param name="Host">Where it is booted, if Nova lets it; else where Nova puts it.</param>
/// <param name="Zone">The zone that it is asked for in, or null.</param>
/// <param name="OsType">What its image says; null: nothing.</param>
/// <param name="Off">Shut off after the boot: it then moves cold.</param>
public sealed record SituationInstance(string Name, string Host, string Flavor, string? Group, string? Zone, string? OsType, bool Off)
{
    public override string ToString() => $"{Name} on {Host}{(Group is null ? "" : " in " + Group)}{(Zone is null ? "" : " in zone " + Zone)}{(OsType is null ? "" : ", " + OsType)}{(Off ? ", off" : "")}";
}
