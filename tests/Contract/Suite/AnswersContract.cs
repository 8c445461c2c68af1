using System.Net;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

/// <summary>The shapes of servers and of their actions, against answers kept from a real cloud.</summary>
public abstract class AnswersContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task A_server_has_the_fields_of_the_fixture()
    {
        var server = await Bench.ServerAsync("shape", Computes[3]);
        // The suite's servers have no port, and so no security groups.
        (await Bench.GetServerAsync(server)).Keys().Order().ShouldBe(Fixtures.Response("nova-server.json")["server"].Keys().Except(["security_groups"]).Order());
        var list = await Api.GetAsync("compute", $"/servers/detail?all_tenants=1&host={Computes[3]}");
        var listed = list["servers"]!.AsArray().Single(s => s.Text("id") == server)!;
        listed.Keys().Order().ShouldBe(Fixtures.Response("nova-servers-detail.json")["servers"]![0].Keys().Except(["security_groups"]).Order());
        listed.Text("host_status").ShouldBe("UP");
        listed["flavor"].Keys().Order().ShouldBe(Fixtures.Response("nova-server.json")["server"]!["flavor"].Keys().Order());

        (await Api.GetAsync("compute", "/servers/detail?all_tenants=1&host=compute-0"))["servers"]!.AsArray().ShouldBeEmpty();
        (await Api.GetAsync("compute", "/servers/detail?all_tenants=1&host=compute-99"))["servers"]!.AsArray().ShouldBeEmpty();
        (await Api.CallAsync(HttpMethod.Get, "compute", "/servers/detail?nonsense=1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Api.CallAsync(HttpMethod.Get, "compute", "/servers/detail?marker=00000000-0000-0000-0000-000000000001")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Api.GetAsync("compute", "/servers?name=^contract-shape$"))["servers"]!.AsArray().Select(s => s.Text("id")).ShouldBe([server]);

        var missing = await Api.CallAsync(HttpMethod.Get, "compute", "/servers/00000000-0000-0000-0000-000000000001");
        missing.Status.ShouldBe(HttpStatusCode.NotFound);
        missing.Message.ShouldBe("Instance 00000000-0000-0000-0000-000000000001 could not be found.");
    }

    [Fact]
    public async Task An_answer_names_its_request_and_the_instance_action_carries_that_name()
    {
        var server = await Bench.ServerAsync("action", Computes[3], seconds: 0);
        var stop = await Api.ActAsync(server, "os-stop");
        stop.Status.ShouldBe(HttpStatusCode.Accepted);
        stop.Text.ShouldBeEmpty();
        await Bench.StatusAsync(server, "SHUTOFF");
        var request = stop.Headers["x-openstack-request-id"];
        stop.Headers["x-compute-request-id"].ShouldBe(request);
        var action = (await Api.GetAsync("compute", $"/servers/{server}/os-instance-actions/{request}"))["instanceAction"]!;
        action.Text("action").ShouldBe("stop");
        action.Shape().ShouldBe(Fixtures.Response("nova-instance-action.json")["instanceAction"].Shape());
        action["events"]![0].Text("event").ShouldBe("compute_stop_instance");
        var all = await Api.GetAsync("compute", $"/servers/{server}/os-instance-actions");
        all["instanceActions"]!.AsArray().Select(a => a.Text("action")).ShouldBe(["stop", "create"]);
        all["instanceActions"]![0].Keys().Order().ShouldBe(Fixtures.Response("nova-instance-actions.json")["instanceActions"]![0].Keys().Order());
        (await Api.CallAsync(HttpMethod.Get, "compute", $"/servers/{server}/os-instance-actions/req-00000000-0000-0000-0000-000000000001")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_booting_server_is_build_and_a_deleted_one_404()
    {
        var server = await Bench.BootAsync("boot", Computes[3]);
        var building = await Bench.GetServerAsync(server);
        building.Text("status").ShouldBe("BUILD");
        var refused = await Api.LiveMigrateAsync(server);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Message.ShouldBe($"Cannot 'os-migrateLive' instance {server} while it is in vm_state building");
        await Bench.StatusAsync(server, "ACTIVE");
        (await Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{server}")).Status.ShouldBe(HttpStatusCode.NoContent);
        await Bench.WaitAsync("the server gone", () => Api.CallAsync(HttpMethod.Get, "compute", $"/servers/{server}"), a => a.Status == HttpStatusCode.NotFound);
        await Bench.WaitAsync("its allocation gone", () => Bench.AllocationAsync(server), a => a.Count == 0);
    }

    [Fact]
    public async Task Neutron_lists_agents_and_ports()
    {
        var agent = (await Api.GetAsync("network", $"/v2.0/agents?host={Computes[0]}"))["agents"]!.AsArray().Single()!;
        agent.Keys().Order().ShouldBe(
        [
            "admin_state_up", "agent_type", "alive", "availability_zone", "binary", "configurations", "created_at", "description", "heartbeat_timestamp", "host", "id",
            "resources_synced", "started_at", "topic",
        ]);
        agent["alive"]!.GetValue<bool>().ShouldBeTrue();
        (await Api.GetAsync("network", "/v2.0/agents?host=compute-99"))["agents"]!.AsArray().ShouldBeEmpty();
        (await Api.GetAsync("network", "/v2.0/ports?device_id=00000000-0000-0000-0000-000000000001"))["ports"]!.AsArray().ShouldBeEmpty();
    }
}
