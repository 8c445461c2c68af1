namespace Respite.Situations;

/// <summary>Draws situations from a seed. Most of what it draws has no effect on most instances, so that several rules meet.</summary>
public static class RandomSituation
{
    /// <summary>What stands in metadata for the id of the project that the instances are in.</summary>
    public const string OwnProject = "OWN-PROJECT";

    /// <summary>How many providers a host has below its own at most.</summary>
    public const int MostNested = 2;

    private const string Class = "CUSTOM_FPGA";
    private const string NestedTrait = "CUSTOM_TYPE_A";
    private const string OtherProject = "0123456789abcdef0123456789abcdef";
    private static readonly string[] HostTraits = ["CUSTOM_FAST", "CUSTOM_RARE"];
    private static readonly string[] Policies = ["affinity", "anti-affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"];

    public static IReadOnlyList<string> AllTraits { get; } = [.. HostTraits, NestedTrait];

    public static IReadOnlyList<string> OsTypes { get; } = ["linux", "windows"];

    public static IReadOnlyList<string> AllClasses { get; } = [Class];

    public static Situation Draw(int seed, int instances = 8)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(1, 6).Select(i => $"compute-{i:00}").ToArray();
        var hosts = names.Select(name => Host(name, random)).ToList();
        var aggregates = Aggregates(names, random);
        var groups = Enumerable.Range(1, 2).Select(i => Policies[random.Next(Policies.Length)] is var policy && policy == "anti-affinity"
            ? new SituationGroup($"group-{i}", policy, random.Next(1, 3))
            : new SituationGroup($"group-{i}", policy, null)).ToList();
        var flavors = Enumerable.Range(1, 6).Select(i => RandomFlavor.Draw($"flavor-{i}", random)).ToList();
        return new Situation(seed, hosts, aggregates, groups, flavors,
            [.. Enumerable.Range(1, instances).Select(i => Instance($"instance-{i}", names, aggregates, groups, flavors, random))]);
    }

    private static SituationHost Host(string name, Random random) => new(name)
    {
        Traits = [.. HostTraits.Where(_ => random.Next(2) == 0)],
        Vcpus = random.Next(8) == 0 ? 3 : 16,
        HypervisorVersion = random.Next(8) == 0 ? 6002000 : 7002000,
        Disabled = random.Next(8) == 0,
        Taken = random.Next(2) == 0 ? new Dictionary<string, int>() : new Dictionary<string, int>
        {
            ["VCPU"] = random.Next(1, 33), ["MEMORY_MB"] = 512 * random.Next(1, 31), ["DISK_GB"] = random.Next(1, 200),
        },
        Nested = random.Next(4) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, MostNested + 1)).Select(_ => Nested(random))],
    };

    private static SituationProvider Nested(Random random) => new(Class, random.Next(1, 4), random.Next(2) == 0 ? NestedTrait : null, random.Next(2));

    private static List<SituationAggregate> Aggregates(string[] names, Random random)
    {
        var aggregates = new List<SituationAggregate>();
        if (random.Next(3) == 0)
        {
            // No host in two zones.
            var split = random.Next(2, 5);
            aggregates.Add(new SituationAggregate("zone-a", names[..split], Metadata("availability_zone", "zone-a"), Late: false));
            if (random.Next(2) == 0)
                aggregates.Add(new SituationAggregate("zone-b", names[split..], Metadata("availability_zone", "zone-b"), Late: false));
        }
        for (var i = random.Next(5); i > 0; i--)
            aggregates.Add(new SituationAggregate($"aggregate-{i}", [.. names.Where(_ => random.Next(3) == 0)], RandomMetadata(random), Late: random.Next(2) == 0));
        // Nova's filter for extra specs asks for group_policy, too, since it has no scope.
        aggregates.Add(new SituationAggregate("everywhere", names, Metadata("group_policy", "none, isolate"), Late: false));
        return aggregates;
    }

    private static Dictionary<string, string> RandomMetadata(Random random) => random.Next(10) switch
    {
        0 => Metadata("ssd", random.Next(2) == 0 ? "true" : "false, maybe"),
        1 => Metadata("generation", $"{random.Next(1, 5)}"),
        2 => Metadata("filter_tenant_id", random.Next(2) == 0 ? OwnProject : OtherProject),
        3 => Metadata("filter_tenant_id", $"{OtherProject}, {OwnProject}"),
        4 => Metadata("tier", "gold"),
        5 => Metadata("trait:CUSTOM_FAST", "required"),
        6 => new() { ["trait:CUSTOM_FAST"] = "required", ["trait:CUSTOM_RARE"] = "required" },
        7 => Metadata("filter_tenant_id_2", random.Next(2) == 0 ? OwnProject : OtherProject),
        8 => Metadata("os_type", OsTypes[random.Next(2)]),
        _ => new() { ["ssd"] = "true", ["generation"] = "3" },
    };

    private static Dictionary<string, string> Metadata(string key, string value) => new() { [key] = value };

    private static SituationInstance Instance(
        string name, string[] names, List<SituationAggregate> aggregates, List<SituationGroup> groups, List<SituationFlavor> flavors, Random random)
    {
        var zones = aggregates.Where(a => a.Metadata.ContainsKey("availability_zone")).ToList();
        var zone = zones.Count > 0 && random.Next(3) == 0 ? zones[random.Next(zones.Count)] : null;
        var hosts = zone?.Hosts ?? names;
        return new SituationInstance(
            name, hosts[random.Next(hosts.Count)], flavors[random.Next(flavors.Count)].Name,
            random.Next(2) == 0 ? groups[random.Next(groups.Count)].Name : null, zone?.Metadata["availability_zone"],
            random.Next(3) == 0 ? OsTypes[random.Next(2)] : null, Off: random.Next(5) == 0);
    }
}
