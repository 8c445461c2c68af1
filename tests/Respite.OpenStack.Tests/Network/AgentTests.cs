using Respite.OpenStack.Network;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Network;

public sealed class AgentTests
{
    [Theory]
    [InlineData("/network")]
    [InlineData("/network/v2.0/")]
    public async Task The_agents_of_a_host_are_told(string endpoint)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.Catalog[2] = ("network", "public", "RegionOne", endpoint);
        cloud.On("GET /network/v2.0/agents", """
            {"agents":[{"id":"a1","agent_type":"Open vSwitch agent","host":"h1","alive":false,"admin_state_up":true},{"id":"a2","agent_type":"DHCP agent","host":"h2","alive":true,"admin_state_up":true}]}
            """);
        using var session = cloud.Session();
        (await session.Network.AgentsAsync("h1"))!.ShouldBe([new NetworkAgent("a1", "Open vSwitch agent", false, true)]);
        cloud.Last("GET /network/v2.0/agents").Query.ShouldBe("?host=h1");
    }

    [Fact]
    public async Task A_Neutron_without_agents_has_none_that_could_be_dead()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /network/v2.0/agents", """{"NeutronError":{"type":"HTTPNotFound","message":"The resource could not be found.","detail":""}}""", 404);
        using var session = cloud.Session();
        (await session.Network.AgentsAsync("h1")).ShouldBeNull();
    }
}
