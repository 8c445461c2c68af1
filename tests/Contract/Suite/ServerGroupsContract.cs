using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class ServerGroupsContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task Anti_affinity_holds_against_a_named_destination_after_the_202()
    {
        var group = await Bench.GroupAsync("anti-affinity");
        var first = await Bench.BootAsync("anti-1", Computes[0], group: group, seconds: 0);
        var second = await Bench.BootAsync("anti-2", Computes[1], group: group, seconds: 0);
        await Bench.StatusAsync(first, "ACTIVE");
        await Bench.StatusAsync(second, "ACTIVE");
        (await Bench.GetServerAsync(first))["server_groups"]!.AsArray().Single()!.GetValue<string>().ShouldBe(group);
        var shown = (await Api.GetAsync("compute", $"/os-server-groups/{group}"))["server_group"]!;
        shown.Text("policy").ShouldBe("anti-affinity");
        shown["members"]!.AsArray().Select(m => m!.GetValue<string>()).ShouldBe([first, second], ignoreOrder: true);
        shown.Keys().Order().ShouldBe(Fixtures.Response("nova-server-group.json")["server_group"].Keys().Order());

        (await Api.LiveMigrateAsync(first, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(first, 0, "error", "completed", "failed")).Text("status").ShouldBe("error");
        (await Bench.StatusAsync(first, "ACTIVE")).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        (await Bench.ActionAsync(first, "live-migration"))["events"]!.AsArray().Single(e => e.Text("result") == "Error").Text("details")
            .ShouldBe("No valid host was found. There are not enough hosts available.");

        var last = await Bench.LastMigrationIdAsync(first);
        (await Api.LiveMigrateAsync(first)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(first, last, "error", "completed", "failed")).Text("dest_compute").ShouldNotBeOneOf(Computes[0], Computes[1]);
    }

    [Fact]
    public async Task A_group_may_allow_more_than_one_on_a_host()
    {
        var group = await Bench.GroupAsync("anti-affinity", maxPerHost: 2);
        (await Api.GetAsync("compute", $"/os-server-groups/{group}"))["server_group"]!["rules"]!["max_server_per_host"]!.GetValue<int>().ShouldBe(2);
        var first = await Bench.BootAsync("two-1", Computes[0], group: group, seconds: 0);
        var second = await Bench.BootAsync("two-2", Computes[1], group: group, seconds: 0);
        await Bench.StatusAsync(first, "ACTIVE");
        await Bench.StatusAsync(second, "ACTIVE");
        (await Api.LiveMigrateAsync(first, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(first, 0, "error", "completed", "failed")).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task Forced_past_the_scheduler_the_late_check_leaves_the_server_in_error()
    {
        var group = await Bench.GroupAsync("anti-affinity");
        var first = await Bench.BootAsync("forced-1", Computes[0], group: group, seconds: 0);
        var second = await Bench.BootAsync("forced-2", Computes[1], group: group, seconds: 0);
        await Bench.StatusAsync(first, "ACTIVE");
        await Bench.StatusAsync(second, "ACTIVE");
        (await Api.ActAsync(first, "os-migrateLive", new JsonObject { ["host"] = Computes[1], ["block_migration"] = "auto", ["force"] = true }, "2.67")).Status.ShouldBe(HttpStatusCode.Accepted);
        var ended = await Bench.MigrationAsync(first, 0, "error", "completed", "failed");
        ended.Text("status").ShouldBe("error");
        (await Bench.StatusAsync(first, "ERROR", "ACTIVE")).Text("status").ShouldBe("ERROR");
        var events = (await Bench.ActionAsync(first, "live-migration"))["events"]!.AsArray();
        events.Where(e => e.Text("result") == "Error").Select(e => e.Text("event")).ShouldBe(["compute_check_can_live_migrate_destination", "conductor_live_migrate_instance"], ignoreOrder: true);
        events.Single(e => e.Text("event") == "compute_check_can_live_migrate_destination").Text("details").ShouldBe("Anti-affinity instance group policy was violated");
        events.Single(e => e.Text("event") == "conductor_live_migrate_instance").Text("details")!.ShouldStartWith("Migration error: Anti-affinity instance group policy was violated");
        (await Bench.GetServerAsync(first)).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        (await Bench.AllocationAsync(first)).Keys.ShouldBe([Computes[0]]);
        (await Bench.AllocationAsync(ended.Text("uuid")!)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_sent_after_another_that_is_still_on_its_way_is_refused()
    {
        var group = await Bench.GroupAsync("anti-affinity");
        var first = await Bench.BootAsync("race-1", Computes[0], group: group, seconds: 60);
        var second = await Bench.BootAsync("race-2", Computes[1], group: group, seconds: 0);
        await Bench.StatusAsync(first, "ACTIVE");
        await Bench.StatusAsync(second, "ACTIVE");
        (await Api.LiveMigrateAsync(first, Computes[2])).Status.ShouldBe(HttpStatusCode.Accepted);
        var running = await Bench.MigrationAsync(first, 0, "running");
        (await Api.LiveMigrateAsync(second, Computes[2])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(second, 0, "error", "completed", "failed")).Text("status").ShouldBe("error");
        // A scheduler that remembers where it sent the first one refuses; one that does not leaves it to the destination's late check, which
        // puts the server into ERROR. A real one was seen to do either.
        var status = (await Bench.StatusAsync(second, "ERROR", "ACTIVE")).Text("status");
        (await Bench.ActionAsync(second, "live-migration"))["events"]!.AsArray().Single(e => e.Text("event") == "conductor_live_migrate_instance").Text("details")!
            .ShouldStartWith(status == "ACTIVE" ? "No valid host was found. There are not enough hosts available." : "Migration error: Anti-affinity instance group policy was violated");
        (await Bench.GetServerAsync(second)).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[1]);
        (await Bench.AllocationAsync(second)).Keys.ShouldBe([Computes[1]]);
        await Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{first}/migrations/{running["id"]}");
        await Bench.MigrationAsync(first, 0, "cancelled");
    }
}
