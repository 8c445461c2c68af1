using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Tests;

/// <summary>Small clouds for tests: the drained host is always "h0".</summary>
internal static class Clouds
{
    public static ResourceVector Size(long vcpu, long memoryMb = 0) => ResourceVector.Of(("VCPU", vcpu), ("MEMORY_MB", memoryMb));

    public static HostSnapshot Host(string name, long vcpu = 16, long used = 0) =>
        new() { Name = name, Zone = "nova", Capacity = Size(vcpu, 64 * 1024), Used = Size(used) };

    public static HostSnapshot Spare(string name) =>
        Host(name) with { Enabled = false, Spare = true, Traits = new HashSet<string> { ComputeStatusRule.DisabledTrait } };

    public static InstanceSnapshot Instance(string id, long vcpu = 1, string status = "ACTIVE") => new()
    {
        Id = id, Name = "vm-" + id, Status = status, Zone = "nova", ProjectId = "p1", Resources = Size(vcpu, 1024), MemoryMb = 1024,
    };

    public static InstanceSnapshot InGroup(this InstanceSnapshot instance, string group) => instance with { GroupIds = [group] };

    public static ServerGroupSnapshot Group(string id, string policy, params (string Instance, string? Host)[] members) =>
        new() { Id = id, Name = id, Policy = policy, MemberHosts = members.ToDictionary(member => member.Instance, member => member.Host) };

    public static CloudSnapshot Cloud(params HostSnapshot[] hosts) => new() { Hosts = [Host("h0"), .. hosts] };

    public static RuleResult Check(this CloudSnapshot cloud, InstanceSnapshot instance, string host = "h1", PlanOptions? options = null)
    {
        var (room, context) = cloud.Pair(host, options);
        return PlacementRules.FirstRefusal(instance, room, context);
    }

    public static string? WhyNot(this CloudSnapshot cloud, InstanceSnapshot instance, string host = "h1", PlanOptions? options = null)
    {
        var (room, context) = cloud.Pair(host, options);
        return PlacementRules.FirstRefusal(instance, room, context).Reason?.Invoke(instance, room, context);
    }

    public static DrainPlan Plan(this CloudSnapshot cloud, InstanceSnapshot[] instances, DrainPolicy? policy = null, PlanOptions? options = null) =>
        DrainPlanner.Plan(cloud, "h0", instances, policy ?? new DrainPolicy(), options);

    public static (HostRoom Room, PlacementContext Context) Pair(this CloudSnapshot cloud, string host, PlanOptions? options = null)
    {
        options ??= new PlanOptions();
        var room = Rooms.Of(cloud, options).Single(candidate => candidate.Host.Name == host);
        return (room, new PlacementContext(cloud, cloud.Hosts.Single(candidate => candidate.Name == "h0"), options));
    }
}
