using Respite.OpenStack.Network;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Network;

public sealed class PortTests
{
    [Fact]
    public async Task The_ports_of_a_host_are_told_with_their_kind()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /network/v2.0/ports", """
            {"ports":[{"id":"p1","device_id":"s1","binding:vnic_type":"direct"},{"id":"p2","device_id":"s1","binding:vnic_type":"normal"},{"id":"p3","device_id":""}]}
            """);
        using var session = cloud.Session();
        (await session.Network.PortsAsync("h1")).ShouldBe([new NetworkPort("p1", "s1", "direct"), new NetworkPort("p2", "s1", "normal"), new NetworkPort("p3", "", "normal")]);
        cloud.Last("GET /network/v2.0/ports").Query.ShouldStartWith("?binding:host_id=h1&");
    }

    [Fact]
    public async Task A_list_that_the_operator_cuts_into_pages_is_read_to_its_end()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /network/v2.0/ports", """{"ports":[{"id":"p1","device_id":"s1"}],"ports_links":[{"rel":"next","href":"ignored"}]}""");
        using var session = cloud.Session();
        (await session.Network.PortsAsync("h1")).Select(port => port.Id).ShouldBe(["p1"]);
        cloud.Last("GET /network/v2.0/ports").Query.ShouldEndWith("&marker=p1");
    }
}
