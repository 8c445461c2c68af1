using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class MovableStatesContract(CloudUnderTest cloud) : Contract(cloud)
{
    private static readonly (string Name, string Action, JsonNode? Options, string Status, string VmState, string? Refuses)[] States =
    [
        ("paused", "pause", null, "PAUSED", "paused", "migrate"),
        ("stopped", "os-stop", null, "SHUTOFF", "stopped", "os-migrateLive"),
        ("suspended", "suspend", null, "SUSPENDED", "suspended", null),
        ("rescued", "rescue", new JsonObject(), "RESCUE", "rescued", null),
        ("error", "os-resetState", new JsonObject { ["state"] = "error" }, "ERROR", "error", null),
        ("resized", "migrate", new JsonObject(), "VERIFY_RESIZE", "resized", null),
    ];

    [Fact]
    public async Task Each_state_that_cannot_be_moved_is_409_and_says_its_vm_state()
    {
        var servers = new Dictionary<string, string>();
        foreach (var state in States)
            servers[state.Name] = await Bench.BootAsync(state.Name, Computes[0]);
        foreach (var state in States)
        {
            await Bench.StatusAsync(servers[state.Name], "ACTIVE");
            var answer = await Api.ActAsync(servers[state.Name], state.Action, state.Options?.DeepClone());
            ((int)answer.Status).ShouldBeInRange(200, 202, $"{state.Action}: {answer.Text}");
        }
        foreach (var state in States)
        {
            var id = servers[state.Name];
            var server = await Bench.StatusAsync(id, state.Status);
            server.Text("OS-EXT-STS:vm_state").ShouldBe(state.VmState);
            foreach (var action in state.Refuses is { } one ? [one] : (string[])["os-migrateLive", "migrate"])
            {
                var answer = action == "migrate" ? await Api.MigrateAsync(id) : await Api.LiveMigrateAsync(id);
                answer.Status.ShouldBe(HttpStatusCode.Conflict, $"{action} of {state.Status}: {answer.Text}");
                answer.Body!["conflictingRequest"].ShouldNotBeNull();
                answer.Message.ShouldBe($"Cannot '{action}' instance {id} while it is in vm_state {state.VmState}");
            }
        }
        PowerState(await Bench.GetServerAsync(servers["paused"])).ShouldBe(3);
        PowerState(await Bench.GetServerAsync(servers["stopped"])).ShouldBe(4);
        (await Api.ActAsync(servers["stopped"], "os-start")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Api.ActAsync(servers["paused"], "unpause")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Api.ActAsync(servers["suspended"], "resume")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Api.ActAsync(servers["rescued"], "unrescue")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Api.ActAsync(servers["error"], "os-resetState", new JsonObject { ["state"] = "active" })).Status.ShouldBe(HttpStatusCode.Accepted);
        foreach (var name in (string[])["stopped", "paused", "suspended", "rescued", "error"])
            await Bench.StatusAsync(servers[name], "ACTIVE");
    }

    [Fact]
    public async Task A_paused_server_arrives_paused_and_a_locked_one_moves_for_an_admin()
    {
        var paused = await Bench.BootAsync("paused-moves", Computes[0], seconds: 0);
        var locked = await Bench.BootAsync("locked-moves", Computes[1], seconds: 0);
        await Bench.StatusAsync(paused, "ACTIVE");
        await Bench.StatusAsync(locked, "ACTIVE");
        (await Api.ActAsync(paused, "pause")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Api.ActAsync(locked, "lock", new JsonObject { ["locked_reason"] = "mine" })).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.StatusAsync(paused, "PAUSED");
        (await Bench.GetServerAsync(locked)).Text("locked_reason").ShouldBe("mine");
        (await Api.LiveMigrateAsync(paused, Computes[2])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Api.LiveMigrateAsync(locked, Computes[2])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(paused, 0, "completed", "failed", "error")).Text("status").ShouldBe("completed");
        (await Bench.MigrationAsync(locked, 0, "completed", "failed", "error")).Text("status").ShouldBe("completed");
        (await Bench.GetServerAsync(paused)).Text("status").ShouldBe("PAUSED");
        (await Bench.GetServerAsync(paused)).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[2]);
    }

    private static int PowerState(JsonNode server) => server["OS-EXT-STS:power_state"]!.GetValue<int>();
}
