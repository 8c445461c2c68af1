using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Compute;

/// <summary>Servers and services as the releases tell of them (Nova's API reference: servers, and handling of down cells).</summary>
public sealed class ShapeTests
{
    private const string Common = """
        "id":"s1","name":"web","status":"ACTIVE","tenant_id":"p1","addresses":{},"metadata":{"k":"v"},"tags":["t"],"locked":true,
        "OS-EXT-STS:vm_state":"active","OS-EXT-STS:task_state":null,"OS-EXT-AZ:availability_zone":"az1","os-extended-volumes:volumes_attached":[{"id":"v1","delete_on_termination":false}],
        "flavor":{"vcpus":2,"ram":1024,"disk":0,"ephemeral":5,"swap":256,"original_name":"m1","extra_specs":{"hw:cpu_policy":"dedicated"}}
        """;

    [Theory]
    [InlineData("2.72", "")]
    [InlineData("2.88", ",\"locked_reason\":null")]
    public async Task Before_2_96_nothing_is_known_of_the_pin(string version, string more)
    {
        var s = await Read(version, more + ",\"image\":\"\"");
        (s.PinKnown, s.PinnedAvailabilityZone, s.ImageId, s.ImageProperties.Count, s.SchedulerHintGroups.Count).ShouldBe((false, null, null, 0, 0));
        (s.Locked, s.Flavor.EphemeralGb, s.Flavor.SwapMb, s.Flavor.ExtraSpecs["hw:cpu_policy"], s.Volumes.Single(), s.Tags.Single()).ShouldBe((true, 5, 256, "dedicated", "v1", "t"));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"az1\"", "az1")]
    public async Task From_2_96_a_pin_that_is_null_is_known_to_be_none(string value, string? zone)
    {
        var s = await Read("2.96", $",\"pinned_availability_zone\":{value}");
        (s.PinKnown, s.PinnedAvailabilityZone).ShouldBe((true, zone));
    }

    [Fact]
    public async Task From_2_98_the_image_has_its_properties()
    {
        var s = await Read("2.98", ",\"image\":{\"id\":\"i1\",\"properties\":{\"hw_machine_type\":\"q35\",\"min_ram\":0}}");
        (s.ImageId, s.ImageProperties["hw_machine_type"], s.ImageProperties["min_ram"]).ShouldBe(("i1", "q35", "0"));
    }

    [Theory]
    [InlineData("{\"group\":\"g1\"}", "g1")]
    [InlineData("{\"group\":[\"g1\"],\"same_host\":[\"s2\"]}", "g1")]
    [InlineData("{\"same_host\":[\"s2\"]}", null)]
    [InlineData("{}", null)]
    public async Task From_2_100_scheduler_hints_name_the_group(string hints, string? group) =>
        (await Read("2.100", $",\"scheduler_hints\":{hints}")).SchedulerHintGroups.SingleOrDefault().ShouldBe(group);

    [Fact]
    public async Task A_server_in_a_cell_that_does_not_answer_is_neither_gone_nor_moved()
    {
        await using var cloud = await FakeCloud.StartAsync();
        const string Unknown = """{"id":"s1","status":"UNKNOWN","tenant_id":"p1","created":"2019-02-28T03:16:19Z","flavor":{"vcpus":1,"ram":512,"disk":1},"OS-EXT-STS:power_state":0}""";
        cloud.On("GET /compute/v2.1/servers/s1", $$"""{"server":{{Unknown}}}""");
        cloud.On("GET /compute/v2.1/servers/detail", $$"""{"servers":[{{Unknown}}]}""");
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.Servers.GetAsync("s1"))).Error.ShouldBe(OpenStackError.Unavailable);
        var e = await Should.ThrowAsync<OpenStackException>(async () => await session.Compute.Servers.ListAsync("h").ToListAsync());
        e.Message.ShouldContain("server s1 is: the cell that holds it does not answer");
    }

    [Fact]
    public async Task A_host_in_a_cell_that_does_not_answer_is_of_unknown_state()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/os-services", """{"services":[{"binary":"nova-compute","host":"host1","status":"UNKNOWN"},{"binary":"nova-conductor","host":"c"}]}""");
        using var session = cloud.Session();
        (await session.Compute.Services.ListAsync(null)).ShouldHaveSingleItem().ShouldBe(new ComputeService("", "host1", null, "UNKNOWN", "unknown", null, false));
    }

    private static async Task<Server> Read(string version, string more)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.NovaOffers("2.1", version);
        cloud.On("GET /compute/v2.1/servers/s1", "{\"server\":{" + Common + more + "}}");
        using var session = cloud.Session();
        return (await session.Compute.Servers.GetAsync("s1"))!;
    }
}
