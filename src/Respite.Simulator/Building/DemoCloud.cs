namespace Respite.Simulator.Building;

/// <summary>
/// A dozen hosts in two zones. compute-01 carries twenty servers of every kind; all of them that can move fit elsewhere. compute-12 is a
/// spare: disabled and empty.
/// </summary>
public static class DemoCloud
{
    public const string Host = "compute-01";

    public const string SpareReason = "respite-spare";

    public static SimulatedCloud Create(SimulationOptions? options = null)
    {
        var cloud = SimulatedCloud.Create(options);
        var build = cloud.Build;
        for (var i = 1; i <= 12; i++)
            build.AddHost(new HostSpec($"compute-{i:00}")
            {
                Zone = i <= 8 ? "zone-a" : "zone-b", Enabled = i != 12, DisabledReason = i == 12 ? SpareReason : null, Ram = 65536, Disk = 1000,
                Traits = i is 1 or 2 or 3 or 9 ? ["HW_CPU_X86_AVX512F"] : [],
            });
        build.AddFlavor("m1.avx512", 2, 4096, 40, new Dictionary<string, string> { ["trait:HW_CPU_X86_AVX512F"] = "required" });
        build.AddGroup("web", "anti-affinity");
        build.AddGroup("cache", "soft-anti-affinity");
        build.AddGroup("pair", "affinity");
        FillHost(build);
        FillOthers(build);
        return cloud;
    }

    private static void FillHost(CloudBuilder build)
    {
        void Add(string name, string status = "ACTIVE", string flavor = "m1.small", Func<InstanceSpec, InstanceSpec>? more = null)
        {
            var spec = new InstanceSpec(name) { Host = Host, Status = status, Flavor = flavor };
            build.AddInstance(more?.Invoke(spec) ?? spec);
        }

        Add("web-1", flavor: "m1.medium", more: s => s with { Group = "web" });
        Add("cache-1", more: s => s with { Group = "cache" });
        Add("pair-1", more: s => s with { Group = "pair" });
        Add("pair-2", more: s => s with { Group = "pair" });
        Add("db-1", flavor: "m1.large");
        Add("db-2", flavor: "m1.large", more: s => s with { PinnedZone = "zone-a" });
        Add("api-1");
        Add("api-2", more: s => s with { PinnedZone = "zone-a" });
        Add("worker-1", flavor: "m1.medium");
        Add("worker-2", flavor: "m1.medium");
        Add("worker-3", flavor: "m1.tiny");
        Add("simd-1", flavor: "m1.avx512");
        Add("locked-1", more: s => s with { Locked = true, LockedReason = "ask the owner" });
        Add("paused-1", "PAUSED");
        Add("stopped-1", "SHUTOFF");
        Add("stopped-2", "SHUTOFF", "m1.tiny");
        Add("shelved-1", "SHELVED");
        Add("resized-1", "VERIFY_RESIZE", more: s => s with { ResizedFrom = "compute-04" });
        Add("left-1", "VERIFY_RESIZE", more: s => s with { Host = "compute-05", ResizedFrom = Host });
        Add("two-nics-1", more: s => s with { Ports = 2 });
    }

    private static void FillOthers(CloudBuilder build)
    {
        build.AddInstance(new InstanceSpec("web-2") { Host = "compute-02", Flavor = "m1.medium", Group = "web" });
        build.AddInstance(new InstanceSpec("web-3") { Host = "compute-03", Flavor = "m1.medium", Group = "web" });
        build.AddInstance(new InstanceSpec("cache-2") { Host = "compute-02", Group = "cache" });
        build.AddInstance(new InstanceSpec("archive-1") { Status = "SHELVED_OFFLOADED" });
        string[] flavors = ["m1.small", "m1.medium", "m1.large"];
        for (var i = 0; i < 66; i++)
            build.AddInstance(new InstanceSpec($"app-{i + 1:00}") { Host = $"compute-{2 + (i % 10):00}", Flavor = flavors[i % 3] });
    }
}
