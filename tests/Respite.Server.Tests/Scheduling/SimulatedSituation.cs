using System.Text.Json;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;
using Respite.Situations;

namespace Respite.Server.Tests.Scheduling;

/// <summary>A situation made real in a simulated cloud of its own.</summary>
internal sealed class SimulatedSituation(SimulatedCloud cloud, SimulatedNova nova)
{
    private static readonly string[] Releases = ["2.93", "2.95", "2.96", "2.98", "2.104"];

    public static SimulatedCloud Cloud(int seed, VirtualClock clock) => SimulatedCloud.Create(new SimulationOptions
    {
        Clock = clock, Seed = seed, ComputeMaximum = Releases[seed % Releases.Length], Timings = new Timings { LiveBase = TimeSpan.Zero, LivePerGiB = TimeSpan.Zero },
    });

    /// <returns>The servers that Nova has booted, by the instances' names: id and host.</returns>
    public async Task<IReadOnlyDictionary<string, (string Id, string Host)>> BuildAsync(Situation situation)
    {
        foreach (var type in RandomSituation.OsTypes)
            cloud.Build.AddImage(type, new Dictionary<string, string> { ["os_type"] = type });
        var hosts = situation.Hosts.ToDictionary(h => h.Name, h => cloud.Build.AddHost(Spec(h)));
        foreach (var aggregate in situation.Aggregates.Where(a => !a.Late))
            Add(aggregate);
        foreach (var flavor in situation.Flavors)
            cloud.Build.AddFlavor(flavor.Name, flavor.Vcpus, flavor.Ram, flavor.Disk, flavor.ExtraSpecs);
        foreach (var group in situation.Groups)
            cloud.Build.AddGroup(group.Name, group.Policy, group.MaxServerPerHost);
        foreach (var instance in situation.Instances)
            if (!await BootAsync(instance, instance.Host))
                await BootAsync(instance, null);

        foreach (var aggregate in situation.Aggregates.Where(a => a.Late))
            Add(aggregate);
        foreach (var host in situation.Hosts)
            Fill(host, hosts[host.Name]);
        return (await ServersAsync()).ToDictionary(s => Text(s, "name"), s => (Text(s, "id"), Text(s, "OS-EXT-SRV-ATTR:host")));
    }

    private static HostSpec Spec(SituationHost host) => new(host.Name)
    {
        Vcpus = host.Vcpus, CpuRatio = 2, Ram = 16384, Disk = 200, Traits = host.Traits, HypervisorVersion = host.HypervisorVersion,
        Nested = [.. host.Nested.Select(n => new NestedSpec(n.ResourceClass, n.Total) { Traits = n.Trait is { } trait ? [trait] : [] })],
    };

    private void Add(SituationAggregate aggregate) => cloud.Build.AddAggregate(
        aggregate.Name, aggregate.Hosts, aggregate.Metadata.ToDictionary(m => m.Key, m => m.Value.Replace(RandomSituation.OwnProject, nova.ProjectId, StringComparison.Ordinal)));

    private void Fill(SituationHost host, Simulator.Model.Host real)
    {
        cloud.Build.Take(real.Nodes[0], host.Taken);
        foreach (var (nested, provider) in host.Nested.Zip(real.Nodes[0].Nested))
            cloud.Build.Take(provider, new Dictionary<string, int> { [nested.ResourceClass] = nested.Taken });
        if (host.Disabled)
            CloudBuilder.Disable(real);
    }

    private async Task<bool> BootAsync(SituationInstance instance, string? host)
    {
        var group = instance.Group is null ? null : await IdAsync("os-server-groups", instance.Group);
        var body = SchedulerProbe.BootBody(instance, instance.Name, await IdAsync("flavors", instance.Flavor), instance.OsType ?? "", host, group);
        var id = Text((await nova.CallAsync(HttpMethod.Post, "/servers", body)).GetProperty("server"), "id");
        if (await StatusAsync(id) == "ERROR")
        {
            await nova.CallAsync(HttpMethod.Delete, $"/servers/{id}");
            await nova.PassAsync(TimeSpan.FromMinutes(1));
            return false;
        }
        if (instance.Off)
        {
            await nova.CallAsync(HttpMethod.Post, $"/servers/{id}/action", """{"os-stop": null}""");
            await nova.PassAsync(TimeSpan.FromMinutes(1));
        }
        return true;
    }

    private async Task<string> StatusAsync(string id)
    {
        while (true)
        {
            await nova.PassAsync(TimeSpan.FromSeconds(10));
            if (Text((await nova.CallAsync(HttpMethod.Get, $"/servers/{id}")).GetProperty("server"), "status") is var status and not "BUILD")
                return status;
        }
    }

    private async Task<IEnumerable<JsonElement>> ServersAsync() => (await nova.CallAsync(HttpMethod.Get, "/servers/detail?all_tenants=1")).GetProperty("servers").EnumerateArray();

    private async Task<string> IdAsync(string kind, string name)
    {
        var path = kind == "flavors" ? "/flavors" : $"/{kind}?all_projects=True";
        return Text((await nova.CallAsync(HttpMethod.Get, path)).GetProperty(kind == "flavors" ? "flavors" : "server_groups").EnumerateArray().First(i => Text(i, "name") == name), "id");
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
