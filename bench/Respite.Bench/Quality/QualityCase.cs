using System.Globalization;
using Respite.Planning.Drain;
using Respite.Planning.Model;

namespace Respite.Bench.Quality;

/// <summary>A host to empty into a small cloud that is between 80 and 97 % full afterwards, with zones, traits, and groups of every hard kind.</summary>
/// <param name="Allowed">By instance and destination: what zone, trait and affinity allow, as the case was made, not as the planner sees it.</param>
internal sealed record QualityCase(CloudSnapshot Cloud, InstanceSnapshot[] Movers, HostSnapshot[] Hosts, bool[,] Allowed, double Fill)
{
    private static readonly (int Vcpu, int Gib)[] Flavors = [(1, 2), (1, 4), (2, 4), (2, 8), (4, 8), (4, 16), (6, 12), (8, 16), (8, 32), (12, 48)];

    public static QualityCase Of(int seed)
    {
        var random = new Random(seed);
        var hosts = Enumerable.Range(1, random.Next(3, 11)).Select(i => HostOf(i, random)).ToArray();
        var fill = 0.80 + (0.17 * random.NextDouble());
        var movers = UntilFull(hosts, fill, random);
        var groups = Enumerable.Range(0, random.Next(1, 5)).Select(g => (Id: $"g{g}", Affinity: random.Next(4) == 0, Max: random.Next(1, 3), Elsewhere: hosts[random.Next(hosts.Length)].Name)).ToArray();
        for (var i = 0; i < movers.Count; i++)
            if (random.Next(3) == 0)
                movers[i] = movers[i] with { GroupIds = [groups[random.Next(groups.Length)].Id] };
        var cloud = new CloudSnapshot
        {
            Hosts = [new HostSnapshot { Name = "h0", Zone = "az1" }, .. hosts],
            Groups = [.. groups.Select(group => new ServerGroupSnapshot
            {
                Id = group.Id,
                Name = group.Id,
                Policy = group.Affinity ? "affinity" : "anti-affinity",
                MaxServerPerHost = group.Max,
                MemberHosts = movers.Where(mover => mover.GroupIds.Contains(group.Id)).Select(mover => KeyValuePair.Create(mover.Id, (string?)"h0"))
                    .Append(KeyValuePair.Create("elsewhere-" + group.Id, (string?)group.Elsewhere)).ToDictionary(),
            })],
        };
        var allowed = new bool[movers.Count, hosts.Length];
        for (var i = 0; i < movers.Count; i++)
            for (var h = 0; h < hosts.Length; h++)
                allowed[i, h] = (movers[i].PinnedZone is not { } zone || zone == hosts[h].Zone)
                    && movers[i].RequiredTraits.All(hosts[h].Traits.Contains)
                    && !groups.Any(group => group.Affinity && movers[i].GroupIds.Contains(group.Id) && group.Elsewhere != hosts[h].Name);
        return new QualityCase(cloud, [.. movers], hosts, allowed, fill);
    }

    public DrainPlan Plan() => DrainPlanner.Plan(Cloud, "h0", Movers, new DrainPolicy());

    private static HostSnapshot HostOf(int i, Random random)
    {
        var vcpu = 8 * random.Next(2, 7);
        var gib = vcpu * random.Next(2, 5);
        return new HostSnapshot
        {
            Name = "h" + i.ToString(CultureInfo.InvariantCulture),
            Zone = random.Next(3) == 0 ? "az2" : "az1",
            Traits = new HashSet<string>(random.Next(2) == 0 ? ["CUSTOM_SSD"] : []),
            Capacity = ResourceVector.Of(("VCPU", vcpu), ("MEMORY_MB", gib * 1024)),
            Used = ResourceVector.Of(("VCPU", random.Next(vcpu / 2)), ("MEMORY_MB", random.Next(gib / 2) * 1024)),
        };
    }

    /// <summary>So many that the fuller of the two classes is so full, over all hosts.</summary>
    private static List<InstanceSnapshot> UntilFull(HostSnapshot[] hosts, double fill, Random random)
    {
        var capacity = hosts.Aggregate(ResourceVector.Zero, (sum, host) => sum.Plus(host.Capacity));
        var used = hosts.Aggregate(ResourceVector.Zero, (sum, host) => sum.Plus(host.Used));
        var movers = new List<InstanceSnapshot>();
        while (FillOf(used, capacity) < fill)
        {
            var (vcpu, gib) = Flavors[random.Next(Flavors.Length)];
            var one = new InstanceSnapshot
            {
                Id = "i" + movers.Count.ToString(CultureInfo.InvariantCulture),
                Name = "vm-" + movers.Count.ToString(CultureInfo.InvariantCulture),
                Status = "ACTIVE",
                Resources = ResourceVector.Of(("VCPU", vcpu), ("MEMORY_MB", gib * 1024)),
                MemoryMb = gib * 1024,
                PinKnown = true,
                PinnedZone = random.Next(6) == 0 ? hosts[random.Next(hosts.Length)].Zone : null,
                RequiredTraits = new HashSet<string>(random.Next(8) == 0 ? ["CUSTOM_SSD"] : []),
            };
            if (FillOf(used.Plus(one.Resources), capacity) > 0.97)
                break;
            used = used.Plus(one.Resources);
            movers.Add(one);
        }
        return movers;
    }

    private static double FillOf(ResourceVector used, ResourceVector capacity) => used.Max(pair => (double)pair.Value / capacity[pair.Key]);
}
