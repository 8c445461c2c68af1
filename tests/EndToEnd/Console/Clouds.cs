using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Small clouds for the tests of the console.</summary>
internal static class Clouds
{
    public const string Host = "compute-01";

    /// <summary>Three hosts in one zone and one in another; the first has so many instances, all of which can go.</summary>
    public static SimulatedCloud Small(int instances = 3, double speed = 20, int vcpus = 16)
    {
        var cloud = SimulatedCloud.Create(new SimulationOptions { Speed = speed, MaxConcurrentLiveMigrations = 2 });
        for (var host = 1; host <= 4; host++)
            cloud.Build.AddHost(new HostSpec($"compute-{host:00}") { Zone = host <= 3 ? "zone-a" : "zone-b", Vcpus = vcpus, CpuRatio = 1 });
        for (var i = 1; i <= instances; i++)
            cloud.Build.AddInstance(new InstanceSpec($"vm-{i}") { Host = Host });
        return cloud;
    }

    /// <summary>The same with so many small instances, at a real cloud's speed, that a drain is caught in the middle on a slow machine too.</summary>
    public static SimulatedCloud Long()
    {
        const int many = 40;
        var cloud = Small(instances: 0, speed: 1, vcpus: many);
        for (var i = 1; i <= many; i++)
            cloud.Build.AddInstance(new InstanceSpec($"vm-{i}") { Host = Host, Flavor = "m1.tiny" });
        return cloud;
    }
}
