using System.Globalization;
using Respite.Planning.Model;

namespace Respite.Bench.Plan;

/// <summary>A large cloud with everything that constrains a placement: zones, CPU generations, aggregates kept for flavors and projects, groups of all kinds.</summary>
internal sealed record BigCloud(CloudSnapshot Cloud, IReadOnlyList<InstanceSnapshot> Instances, IReadOnlyDictionary<string, IReadOnlyList<InstanceSnapshot>> ByHost)
{
    // No hard affinity: a group that is all on its host, as they are, cannot be moved and needs no room.
    private static readonly string[] Policies = ["anti-affinity", "anti-affinity", "soft-anti-affinity", "soft-affinity"];
    private static readonly (int Vcpu, int MemoryMb)[] Flavors = [(1, 2048), (2, 4096), (2, 8192), (4, 8192), (4, 16384), (8, 16384), (8, 32768), (16, 65536)];
    private static readonly IReadOnlyDictionary<string, string>[] Specs =
    [
        new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>(),
        new Dictionary<string, string> { ["trait:HW_CPU_X86_AVX2"] = "required" },
        new Dictionary<string, string> { ["aggregate_instance_extra_specs:ssd"] = "true" },
        new Dictionary<string, string> { ["trait:CUSTOM_OLD"] = "forbidden" },
    ];

    // Equal sets are one object, as the server reads them.
    private static readonly IReadOnlySet<string>[] Traits =
    [
        .. new[] { "CUSTOM_OLD", "HW_CPU_X86_AVX2" }.Select(own => Enumerable.Range(0, 40)
            .Select(i => "HW_CPU_TRAIT_NUMBER_" + i.ToString(CultureInfo.InvariantCulture)).Append(own).ToHashSet(StringComparer.Ordinal)),
    ];

    /// <param name="drained">How many hosts are to be emptied: spread evenly over the cloud.</param>
    /// <param name="onFirst">How many instances the first host has.</param>
    public static BigCloud Of(int hosts, int perHost, int drained, int? onFirst = null)
    {
        var random = new Random(11);
        var names = Enumerable.Range(0, hosts).Select(i => $"compute-{i:D5}").ToArray();
        var groups = new Dictionary<string, Dictionary<string, string?>>();
        var used = names.Select(_ => ResourceVector.Zero).ToArray();
        var instances = new List<InstanceSnapshot>();
        var byHost = new Dictionary<string, IReadOnlyList<InstanceSnapshot>>();
        for (var h = 0; h < hosts; h++)
        {
            var here = Enumerable.Range(0, h == 0 ? onFirst ?? perHost : perHost).Select(i => One(h, i, random, Math.Max(1, hosts * perHost / 10))).ToArray();
            used[h] = here.Aggregate(ResourceVector.Zero, (sum, one) => sum.Plus(one.Resources));
            foreach (var one in here)
                foreach (var group in one.GroupIds)
                    (groups.TryGetValue(group, out var members) ? members : groups[group] = [])[one.Id] = names[h];
            instances.AddRange(here);
            if (h % (hosts / drained) == 0 && byHost.Count < drained)
                byHost[names[h]] = here;
        }
        var moving = byHost.Values.SelectMany(list => list).SelectMany(one => one.GroupIds).ToHashSet();
        return new BigCloud(
            new CloudSnapshot
            {
                Hosts = [.. names.Select((name, h) => HostOf(name, h, used[h], perHost))],
                Aggregates = Aggregates(names),
                Groups = [.. groups.Where(group => moving.Contains(group.Key)).Select(group => GroupOf(group.Key, group.Value))],
            },
            instances, byHost);
    }

    private static InstanceSnapshot One(int host, int i, Random random, int groups)
    {
        var (vcpu, memory) = Flavors[Math.Min(random.Next(Flavors.Length), random.Next(Flavors.Length))];
        return new InstanceSnapshot
        {
            Id = new Guid(random.Next(), (short)host, (short)i, BitConverter.GetBytes(random.NextInt64())).ToString(),
            Name = $"vm-{host}-{i}",
            Status = "ACTIVE",
            PowerState = 1,
            // Every twentieth host is kept for one project.
            ProjectId = host % 20 == 7 ? "project-0" : $"project-{random.Next(1, 40)}",
            Zone = ZoneOf(host),
            PinKnown = true,
            PinnedZone = random.Next(3) == 0 ? ZoneOf(host) : null,
            MemoryMb = memory,
            Resources = ResourceVector.Of(("VCPU", vcpu), ("MEMORY_MB", memory), ("DISK_GB", 20)),
            FlavorExtraSpecs = Specs[random.Next(Specs.Length)],
            GroupIds = random.Next(3) == 0 ? ["group-" + random.Next(groups).ToString(CultureInfo.InvariantCulture)] : [],
        };
    }

    private static readonly CpuSnapshot Cpu = new("x86_64", "Intel", "Cascadelake-Server", new HashSet<string> { "avx2", "avx512f" });

    private static HostSnapshot HostOf(string name, int h, ResourceVector used, int perHost) => new()
    {
        Name = name,
        Zone = ZoneOf(h),
        Traits = Traits[h % 4 == 0 ? 0 : 1],
        Enabled = h % 97 != 5,
        DisabledReason = h % 97 == 5 ? "disk swap" : null,
        HypervisorType = "QEMU",
        HypervisorVersion = 8_000_000,
        Cpu = Cpu,
        InstanceCount = perHost,
        Capacity = ResourceVector.Of(("VCPU", 24 + (perHost * 4)), ("MEMORY_MB", (perHost + 8) * 12_000), ("DISK_GB", perHost * 40)),
        Used = used,
    };

    private static AggregateSnapshot[] Aggregates(string[] names) =>
    [
        .. Enumerable.Range(0, 3).Select(zone => AggregateOf(zone, "az" + zone, "availability_zone", "az" + zone, names.Where((_, h) => h % 3 == zone))),
        AggregateOf(3, "ssd", "ssd", "true", names.Where((_, h) => h % 2 == 0)),
        AggregateOf(4, "own", "filter_tenant_id", "project-0", names.Where((_, h) => h % 20 == 7)),
    ];

    private static AggregateSnapshot AggregateOf(int id, string name, string key, string value, IEnumerable<string> hosts) =>
        new() { Id = id, Name = name, Hosts = [.. hosts], Metadata = new Dictionary<string, string> { [key] = value } };

    private static ServerGroupSnapshot GroupOf(string id, Dictionary<string, string?> members)
    {
        var policy = Policies[int.Parse(id.AsSpan("group-".Length), CultureInfo.InvariantCulture) % Policies.Length];
        return new ServerGroupSnapshot { Id = id, Name = id, Policy = policy, MaxServerPerHost = 1, MemberHosts = members };
    }

    private static string ZoneOf(int host) => "az" + (host % 3).ToString(CultureInfo.InvariantCulture);
}
