using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class LiveMigrationFaultsContract(CloudUnderTest cloud) : Contract(cloud)
{
    private readonly CloudUnderTest _cloud = cloud;

    [Fact]
    public async Task A_failed_one_is_rolled_back_and_its_action_says_nothing()
    {
        var server = await Bench.ServerAsync("f1", Computes[0], mode: "failmig", seconds: 1);
        var migration = await EndAsync(server, Computes[1], "failed");
        await UnharmedAsync(server, migration);
        var action = await Bench.ActionAsync(server, "live-migration");
        action["message"].ShouldBeNull();
        action["events"]!.AsArray().ShouldAllBe(e => e.Text("result") == "Success");
    }

    [Fact]
    public async Task One_that_breaks_in_the_middle_leaves_the_server_in_error_and_leaks()
    {
        var server = await Bench.ServerAsync("f2", Computes[0], mode: "errmig", seconds: 1);
        var migration = await EndAsync(server, Computes[1], "error");
        var broken = await Bench.StatusAsync(server, "ERROR");
        broken.Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        (await Bench.AllocationAsync(server)).Keys.ShouldBe([Computes[1]]);
        (await Bench.AllocationAsync(migration.Text("uuid")!)).Keys.ShouldBe([Computes[0]]);
        (await Bench.ActionAsync(server, "live-migration"))["message"].ShouldBeNull();
        (await Api.ActAsync(server, "os-resetState", new JsonObject { ["state"] = "active" })).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.StatusAsync(server, "ACTIVE");
        (await Bench.AllocationAsync(server)).Keys.ShouldBe([Computes[1]]);

        (await Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{server}")).Status.ShouldBe(HttpStatusCode.NoContent);
        await Bench.WaitAsync("the server gone", () => Api.CallAsync(HttpMethod.Get, "compute", $"/servers/{server}"), a => a.Status == HttpStatusCode.NotFound);
        (await Bench.AllocationAsync(migration.Text("uuid")!)).Keys.ShouldBe([Computes[0]]);
        (await Api.CallAsync(HttpMethod.Delete, "placement", $"/allocations/{migration.Text("uuid")}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Api.GetAsync("compute", "/os-migrations?migration_type=live-migration&status=error"))["migrations"]!.AsArray()
            .ShouldNotContain(m => m.Text("instance_uuid") == server, "migrations of deleted servers are not listed");
    }

    [Fact]
    public async Task One_that_fails_before_it_starts_is_failed_and_its_action_says_why()
    {
        var server = await Bench.ServerAsync("f3", Computes[0], mode: "failpre", seconds: 1);
        (await Api.LiveMigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        var seen = await Bench.WatchAsync(async () => $"{(await Bench.NewestAsync(server)).Text("status")} {(await Bench.GetServerAsync(server)).Text("status")}", s => s == "failed ACTIVE");
        seen.ShouldContain("error MIGRATING", "it shows error before the rollback calls it failed");
        await UnharmedAsync(server, (await Bench.NewestAsync(server))!);
        var action = await Bench.ActionAsync(server, "live-migration");
        action.Text("message").ShouldBe("Error");
        var failed = action["events"]!.AsArray().Single(e => e.Text("result") == "Error");
        failed.Text("event").ShouldBe("compute_pre_live_migration");
        failed.Text("host").ShouldBe(Computes[1]);
        failed.Text("details").ShouldBe("LabLiveMigrationError");
    }

    [Fact]
    public async Task One_that_no_destination_takes_tries_them_all_and_is_refused()
    {
        var server = await Bench.ServerAsync("f4", Computes[0], mode: "failcheck", seconds: 1);
        var migration = await EndAsync(server, null, "error");
        migration.Text("dest_compute").ShouldBeNull();
        await UnharmedAsync(server, migration);
        var action = await Bench.ActionAsync(server, "live-migration");
        action.Text("message").ShouldBe("Error");
        action["events"]!.AsArray().Count(e => e.Text("event") == "compute_check_can_live_migrate_destination").ShouldBe(Computes.Count - 1);
        action["events"]!.AsArray().Single(e => e.Text("event") == "conductor_live_migrate_instance").Text("details")!.ShouldStartWith("No valid host was found.");
    }

    [Fact]
    public async Task A_named_destination_that_refuses_ends_it_and_one_that_fails_rolls_it_back()
    {
        var server = await Bench.ServerAsync("f5", Computes[0], seconds: 1);
        await _cloud.SetFaultsAsync([Computes[3]], [Computes[4]]);
        try
        {
            var rejected = await EndAsync(server, Computes[3], "error");
            rejected.Text("dest_compute").ShouldBeNull();
            await UnharmedAsync(server, rejected);
            var action = await Bench.ActionAsync(server, "live-migration");
            action.Text("message").ShouldBe("Error");
            action["events"]!.AsArray().Single(e => e.Text("event") == "conductor_live_migrate_instance").Text("details")
                .ShouldBe("No valid host was found. There are not enough hosts available.");
            action["events"]!.AsArray().Single(e => e.Text("event") == "compute_check_can_live_migrate_destination").Text("details")
                .ShouldBe($"Migration pre-check error: lab: {Computes[3]} refuses {server}");
            await UnharmedAsync(server, await EndAsync(server, Computes[4], "failed"));
        }
        finally
        {
            await _cloud.SetFaultsAsync([], []);
        }
    }

    [Fact]
    public async Task A_stuck_one_stays_running_until_it_is_forced()
    {
        var server = await Bench.ServerAsync("f6", Computes[0], mode: "stuckmig", seconds: 1);
        await Api.LiveMigrateAsync(server, Computes[1]);
        var migration = await Bench.MigrationAsync(server, 0, "running");
        await _cloud.PassAsync(TimeSpan.FromSeconds(4));
        var listed = (await Api.GetAsync("compute", $"/servers/{server}/migrations/{migration["id"]}"))["migration"]!;
        listed.Text("status").ShouldBe("running");
        listed["memory_remaining_bytes"]!.GetValue<long>().ShouldBeGreaterThan(0);
        var forced = await Api.CallAsync(HttpMethod.Post, "compute", $"/servers/{server}/migrations/{migration["id"]}/action", new JsonObject { ["force_complete"] = null });
        forced.Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.MigrationAsync(server, 0, "completed");
    }

    private async Task<JsonNode> EndAsync(string server, string? host, string wanted)
    {
        var last = await Bench.LastMigrationIdAsync(server);
        (await Api.LiveMigrateAsync(server, host)).Status.ShouldBe(HttpStatusCode.Accepted);
        var ended = await Bench.MigrationAsync(server, last, "completed", "failed", "error", "cancelled");
        ended.Text("status").ShouldBe(wanted);
        return ended;
    }

    private async Task UnharmedAsync(string server, JsonNode migration)
    {
        (await Bench.StatusAsync(server, "ACTIVE")).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        await Bench.WaitAsync("the allocation back", () => Bench.AllocationAsync(server), a => a.Keys.SequenceEqual([Computes[0]]));
        (await Bench.AllocationAsync(migration.Text("uuid")!)).ShouldBeEmpty();
    }
}
