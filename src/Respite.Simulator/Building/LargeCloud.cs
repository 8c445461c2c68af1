using System.Globalization;

namespace Respite.Simulator.Building;

/// <summary>A cloud of any size: equal hosts in three zones, servers spread over them in turn.</summary>
public static class LargeCloud
{
    /// <summary>Hosts are named compute-0001 and on, servers vm-00001 and on; a server of every twenty is SHUTOFF.</summary>
    public static SimulatedCloud Create(int hosts, int instances, SimulationOptions? options = null)
    {
        var cloud = SimulatedCloud.Create(options);
        var perHost = hosts == 0 ? 0 : (instances + hosts - 1) / hosts;
        for (var i = 0; i < hosts; i++)
            cloud.Build.AddHost(new HostSpec(HostName(i))
            {
                Zone = $"zone-{(char)('a' + (i % 3))}", Vcpus = Math.Max(32, perHost), Ram = 1024 + (Math.Max(16, perHost) * 2 * 2048), Disk = Math.Max(16, perHost) * 2 * 20,
            });
        for (var i = 0; i < instances; i++)
            cloud.Build.AddInstance(new InstanceSpec(string.Create(CultureInfo.InvariantCulture, $"vm-{i + 1:00000}"))
            {
                Host = HostName(i % hosts), Status = i % 20 == 19 ? "SHUTOFF" : "ACTIVE",
            });
        return cloud;
    }

    public static string HostName(int index) => string.Create(CultureInfo.InvariantCulture, $"compute-{index + 1:0000}");
}
