using System.Net;
using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class MicroversionTests
{
    [Theory]
    [InlineData("2.72", "locked_reason", false)]
    [InlineData("2.73", "locked_reason", true)]
    [InlineData("2.70", "server_groups", false)]
    [InlineData("2.71", "server_groups", true)]
    [InlineData("2.95", "pinned_availability_zone", false)]
    [InlineData("2.96", "pinned_availability_zone", true)]
    [InlineData("2.99", "scheduler_hints", false)]
    [InlineData("2.100", "scheduler_hints", true)]
    public async Task A_field_of_a_server_comes_with_its_microversion(string version, string field, bool there)
    {
        await using var cloud = Newest();
        using var api = new ApiClient(cloud) { Version = version };
        (await ServerAsync(api, cloud)).ContainsKey(field).ShouldBe(there);
    }

    [Fact]
    public async Task An_image_shows_its_properties_from_2_98()
    {
        await using var cloud = Newest();
        using var api = new ApiClient(cloud) { Version = "2.97" };
        (await ServerAsync(api, cloud))["image"]!.AsObject().ContainsKey("properties").ShouldBeFalse();
        api.Version = "2.98";
        (await ServerAsync(api, cloud))["image"]!.AsObject().ContainsKey("properties").ShouldBeTrue();
    }

    [Theory]
    [InlineData("2.74", HttpStatusCode.OK)]
    [InlineData("2.75", HttpStatusCode.BadRequest)]
    public async Task An_unknown_filter_of_servers_is_refused_from_2_75(string version, HttpStatusCode status)
    {
        await using var cloud = Newest();
        using var api = new ApiClient(cloud) { Version = version };
        (await api.SendAsync(HttpMethod.Get, "/compute/v2.1/servers/detail?nonsense=1")).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("2.74", true, false)]
    [InlineData("2.75", true, true)]
    [InlineData("2.87", true, true)]
    [InlineData("2.88", false, true)]
    public async Task A_hypervisor_loses_its_numbers_with_2_88_and_always_lists_servers_from_2_75(string version, bool numbers, bool servers)
    {
        await using var cloud = Newest();
        using var api = new ApiClient(cloud) { Version = version };
        var empty = (await api.GetAsync("/compute/v2.1/os-hypervisors/detail?with_servers=true&hypervisor_hostname_pattern=compute-12"))["hypervisors"]![0]!.AsObject();
        empty.ContainsKey("vcpus_used").ShouldBe(numbers);
        empty.ContainsKey("uptime").ShouldBe(!numbers);
        empty.ContainsKey("servers").ShouldBe(servers);
    }

    [Theory]
    [InlineData("2.72")]
    [InlineData("2.79")]
    [InlineData("2.104")]
    public async Task The_announced_maximum_is_the_highest_that_is_answered(string maximum)
    {
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = new VirtualClock(), ComputeMaximum = maximum });
        using var api = new ApiClient(cloud) { Version = maximum };
        (await api.GetAsync("/compute/v2.1/"))["version"]!["version"]!.GetValue<string>().ShouldBe(maximum);
        (await api.SendAsync(HttpMethod.Get, "/compute/v2.1/os-services")).Status.ShouldBe(HttpStatusCode.OK);
        api.Version = "2.105";
        var (status, body) = await api.SendAsync(HttpMethod.Get, "/compute/v2.1/os-services");
        status.ShouldBe(HttpStatusCode.NotAcceptable);
        body!["computeFault"]!["message"]!.GetValue<string>().ShouldBe($"Version 2.105 is not supported by the API. Minimum is 2.1 and maximum is {maximum}.");
    }

    private static SimulatedCloud Newest() => DemoCloud.Create(new SimulationOptions { Clock = new VirtualClock(), ComputeMaximum = "2.104" });

    private static async Task<JsonObject> ServerAsync(ApiClient api, SimulatedCloud cloud) =>
        (await api.GetAsync($"/compute/v2.1/servers/{cloud.Instance("web-1").Id}"))["server"]!.AsObject();
}
