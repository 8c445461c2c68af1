using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Model;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Faults;

/// <summary>A small cloud with a bit of everything, drawn from a seed.</summary>
internal static class RandomCloud
{
    private static readonly string[] Releases = ["2.72", "2.75", "2.79", "2.87", "2.88", "2.90", "2.93", "2.95", "2.96", "2.98", "2.100", "2.103", "2.104"];
    private const string Sealed = "m1.sealed";
    private static readonly string[] Flavors = ["m1.tiny", "m1.small", "m1.medium", "m1.large"];
    private static readonly string[] Words = ["live", "cold", "cold", "skip", "ask", "stop", "stop", "notify", "hot"];
    private static readonly string[] Policies = ["affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"];
    private static readonly string[] LiveModes = ["failmig", "errmig", "stuckmig", "failcheck", "failpre"];
    private static readonly string[] ColdModes = ["failcold", "failfinish"];
    private static readonly string[] Statuses =
    [
        "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "PAUSED", "SHUTOFF", "SHUTOFF", "SHELVED", "SUSPENDED", "RESCUE", "ERROR", "VERIFY_RESIZE", "SOFT_DELETED",
    ];

    public static SimulatedCloud Create(int seed, Random random, VirtualClock clock)
    {
        var volumes = Volumes(seed);
        var cloud = SimulatedCloud.Create(new SimulationOptions
        {
            Clock = clock,
            Seed = seed,
            ComputeMaximum = Releases[random.Next(Releases.Length)],
            MaxConcurrentLiveMigrations = random.Next(1, 5),
            VolumeKeysReadable = volumes.Next(3) == 0,
            TokenLifetime = TimeSpan.FromMinutes(random.Next(5, 60)),
        });
        var hosts = random.Next(3, 9);
        var zones = hosts >= 4 ? random.Next(1, 3) : 1;
        for (var i = 1; i <= hosts; i++)
        {
            var spare = i == hosts && hosts >= 4 && random.Next(4) == 0;
            var disabled = spare || (i == 1 && random.Next(5) == 0);
            cloud.Build.AddHost(new HostSpec(Name(i))
            {
                Zone = zones == 1 ? null : $"zone-{i % 2}",
                Ram = 131072,
                Disk = 4000,
                Enabled = !disabled,
                DisabledReason = spare ? "respite-spare" : disabled ? "operator: disk swap" : null,
            });
        }
        cloud.Build.AddFlavor(Sealed, 1, 512, 1, new Dictionary<string, string> { ["hw:mem_encryption"] = "true" });
        AddInstances(cloud, random, volumes, hosts, zones);
        return cloud;
    }

    /// <summary>Draws of its own for the volumes, so that the rest of each seed's cloud is as it was without them.</summary>
    private static Random Volumes(int seed) => new(seed ^ 0x766f6c);

    public static string Name(int host) => $"compute-{host:00}";

    private static void AddInstances(SimulatedCloud cloud, Random random, Random volumes, int hosts, int zones)
    {
        var group = random.Next(2) == 0 ? null : Policies[random.Next(Policies.Length)];
        if (group is not null)
            cloud.Build.AddGroup("group", group);
        var members = 0;
        for (var host = 1; host < hosts; host++)
        {
            var count = host <= 2 ? random.Next(1, 8) : random.Next(0, 3);
            for (var n = 1; n <= count; n++)
            {
                var status = Statuses[random.Next(Statuses.Length)];
                var joins = group is not null && n == 1 && members < hosts - 2 && random.Next(2) == 0;
                members += joins ? 1 : 0;
                cloud.Build.AddInstance(new InstanceSpec($"vm-{host}-{n}{Mode(status, random)}")
                {
                    Host = Name(host),
                    Flavor = random.Next(12) == 0 ? Sealed : Flavors[random.Next(Flavors.Length)],
                    VnicType = random.Next(12) == 0 ? "direct" : "normal",
                    Status = status,
                    ResizedFrom = status == "VERIFY_RESIZE" ? Name(host % hosts + 1) : null,
                    PinnedZone = zones == 2 && random.Next(6) == 0 ? $"zone-{host % 2}" : null,
                    Locked = random.Next(10) == 0,
                    Group = joins ? "group" : null,
                    Ports = random.Next(1, 3),
                    Metadata = Metadata(random),
                    Volumes = [.. Enumerable.Range(0, Math.Max(0, volumes.Next(6) - 3)).Select(v => new Volume($"volume-{host}-{n}-{v}", volumes.Next(2) == 0))],
                });
            }
        }
        if (random.Next(6) == 0)
            cloud.Build.AddLeakedAllocation(Name(1));
    }

    private static Dictionary<string, string> Metadata(Random random)
    {
        var metadata = new Dictionary<string, string>();
        if (random.Next(5) == 0)
            metadata["lab_lm_seconds"] = $"{random.Next(0, 30)}";
        if (random.Next(6) == 0)
            metadata["respite:policy"] = Words[random.Next(Words.Length)];
        return metadata;
    }

    private static string Mode(string status, Random random) =>
        random.Next(5) > 0 ? ""
        : status is "ACTIVE" or "PAUSED" ? "-" + LiveModes[random.Next(LiveModes.Length)]
        : status is "SHUTOFF" ? "-" + ColdModes[random.Next(ColdModes.Length)]
        : "";
}
