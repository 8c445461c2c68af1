using System.Net;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class ShelvingContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task A_shelved_server_is_offloaded_and_is_no_longer_on_its_host()
    {
        var server = await Bench.ServerAsync("shelve", Computes[2]);
        var early = await Api.ActAsync(server, "shelveOffload");
        early.Status.ShouldBe(HttpStatusCode.Conflict);
        early.Message.ShouldBe($"Cannot 'shelveOffload' instance {server} while it is in vm_state active");
        (await Api.ActAsync(server, "shelve")).Status.ShouldBe(HttpStatusCode.Accepted);
        // By the cloud's settings it stays SHELVED on its host until it is told to leave.
        if ((await Bench.StatusAsync(server, "SHELVED", "SHELVED_OFFLOADED")).Text("status") == "SHELVED")
        {
            (await Bench.GetServerAsync(server)).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[2]);
            (await Bench.AllocationAsync(server)).Keys.ShouldBe([Computes[2]]);
            var refused = await Api.LiveMigrateAsync(server);
            refused.Status.ShouldBe(HttpStatusCode.Conflict);
            refused.Message.ShouldBe($"Cannot 'os-migrateLive' instance {server} while it is in vm_state shelved");
            (await Api.ActAsync(server, "shelveOffload")).Status.ShouldBe(HttpStatusCode.Accepted);
        }
        await Bench.StatusAsync(server, "SHELVED_OFFLOADED");
        // It is offloaded a moment before it names no host.
        var offloaded = await Bench.WaitAsync("no host", () => Bench.GetServerAsync(server), s => s.Text("OS-EXT-SRV-ATTR:host") is null);
        offloaded.Text("OS-EXT-SRV-ATTR:hypervisor_hostname").ShouldBeNull();
        await Bench.WaitAsync("no allocation", () => Bench.AllocationAsync(server), a => a.Count == 0);
        (await Api.GetAsync("compute", $"/servers/detail?all_tenants=1&host={Computes[2]}"))["servers"]!.AsArray().ShouldNotContain(s => s.Text("id") == server);
        (await Api.ActAsync(server, "unshelve")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.StatusAsync(server, "ACTIVE")).Text("OS-EXT-SRV-ATTR:host").ShouldNotBeNull();
    }
}
