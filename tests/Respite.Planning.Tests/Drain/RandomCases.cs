using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Rules;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

/// <summary>A random cloud from a seed: sizes, zones, traits, groups of all kinds, hosts in every condition, options.</summary>
internal sealed record RandomCase(CloudSnapshot Cloud, InstanceSnapshot[] Instances, DrainPolicy Policy, PlanOptions Options)
{
    private static readonly string[] Statuses =
    [
        "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "PAUSED", "SHUTOFF", "SHUTOFF", "SHELVED", "VERIFY_RESIZE", "SUSPENDED", "RESCUE",
        "ERROR", "SOFT_DELETED", "BUILD", "MIGRATING", "RESIZE", "REBOOT", "DELETED", "UNKNOWN",
    ];

    public static RandomCase Of(int seed, int hosts = 8, int instances = 14, bool plainStates = false)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(1, random.Next(1, hosts + 1)).Select(i => $"h{i}").ToArray();
        var ids = Enumerable.Range(0, random.Next(1, instances + 1)).Select(i => $"i{i}").ToArray();
        string[] policies = ["affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"];
        var groups = Enumerable.Range(0, 3).Select(g => Group($"g{g}", policies[random.Next(4)],
            [.. random.Next(3) == 0 ? [($"other{g}", names[random.Next(names.Length)])] : Array.Empty<(string, string?)>()]) with
        {
            MaxServerPerHost = random.Next(1, 3),
        }).ToArray();
        var vms = ids.Select(id => Vm(id, random, plainStates)).ToArray();
        for (var i = 0; i < vms.Length; i++)
            if (random.Next(3) == 0)
            {
                var g = random.Next(groups.Length);
                vms[i] = vms[i].InGroup(groups[g].Id);
                groups[g] = groups[g] with { MemberHosts = new Dictionary<string, string?>(groups[g].MemberHosts) { [vms[i].Id] = "h0" } };
            }
        return new RandomCase(
            new CloudSnapshot { Hosts = [Host("h0"), .. names.Select(name => HostOf(name, random))], Groups = groups },
            vms,
            new DrainPolicy
            {
                Instances = (InstanceScope)(plainStates ? 0 : random.Next(8) switch { 0 => 1, 1 => 2, _ => 0 }),
                VerifyResize = (VerifyResizeChoice)random.Next(2),
                Error = (StateChoice)random.Next(2),
                Locked = (LockedChoice)random.Next(2),
            },
            new PlanOptions
            {
                Seed = random.Next(5),
                OtherDrainingHosts = random.Next(4) == 0 ? new HashSet<string> { names[0] } : new HashSet<string>(),
                ReservedResources = random.Next(2) == 0 ? new Dictionary<string, ResourceVector> { [names[^1]] = Size(random.Next(1, 4), 512) } : new Dictionary<string, ResourceVector>(),
                ExcludedDestinations = random.Next(2) == 0
                    ? new Dictionary<string, IReadOnlySet<string>> { [ids[0]] = new HashSet<string> { names[random.Next(names.Length)] } }
                    : new Dictionary<string, IReadOnlySet<string>>(),
            });
    }

    public DrainPlan Plan() => DrainPlanner.Plan(Cloud, "h0", Instances, Policy, Options);

    private static InstanceSnapshot Vm(string id, Random random, bool plain) =>
        Instance(id, random.Next(1, 6), plain ? "ACTIVE" : Statuses[random.Next(Statuses.Length)]) with
        {
            MemoryMb = random.Next(1, 9) * 1024,
            Locked = !plain && random.Next(6) == 0,
            PinKnown = random.Next(2) == 0,
            TaskState = !plain && random.Next(10) == 0 ? "powering-off" : null,
            ResizeSourceOnly = !plain && random.Next(12) == 0,
            RequiredTraits = random.Next(4) == 0 ? new HashSet<string> { "CUSTOM_SSD" } : new HashSet<string>(),
            Resources = ResourceVector.Of(("VCPU", random.Next(1, 6)), ("MEMORY_MB", random.Next(1, 9) * 1024), ("CUSTOM_GPU", random.Next(8) == 0 ? 1 : 0)),
        };

    private static HostSnapshot HostOf(string name, Random random)
    {
        var spare = random.Next(8) == 0;
        return new HostSnapshot
        {
            Name = name,
            Zone = random.Next(5) == 0 ? "az2" : "nova",
            Enabled = !spare && random.Next(8) != 0,
            Up = random.Next(10) != 0,
            InMaintenance = random.Next(12) == 0,
            Spare = spare,
            Traits = random.Next(2) == 0 ? new HashSet<string> { "CUSTOM_SSD" } : new HashSet<string>(),
            Capacity = ResourceVector.Of(("VCPU", random.Next(4, 17)), ("MEMORY_MB", random.Next(8, 33) * 1024), ("CUSTOM_GPU", random.Next(3))),
            Used = spare ? ResourceVector.Zero : ResourceVector.Of(("VCPU", random.Next(0, 4)), ("MEMORY_MB", random.Next(0, 8) * 1024)),
        };
    }
}
