using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class ColdMigrationContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task A_stopped_server_goes_through_verify_resize_and_is_stopped_again_after_the_confirm()
    {
        var server = await Bench.ServerAsync("cold", Computes[0]);
        (await Api.ActAsync(server, "os-stop")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.StatusAsync(server, "SHUTOFF");
        (await Api.MigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        var seen = await Bench.WatchAsync(async () =>
        {
            var now = await Bench.GetServerAsync(server);
            return $"{now.Text("status")}/{now.Text("OS-EXT-STS:task_state")}/{now.Text("OS-EXT-SRV-ATTR:host")}";
        }, s => s.StartsWith("VERIFY_RESIZE", StringComparison.Ordinal));
        seen[0].ShouldBe($"RESIZE/resize_prep/{Computes[0]}");
        seen.ShouldContain($"RESIZE/resize_migrating/{Computes[0]}");
        seen.ShouldContain($"RESIZE/resize_migrated/{Computes[1]}");
        seen[^1].ShouldBe($"VERIFY_RESIZE//{Computes[1]}");

        var migration = await Bench.MigrationAsync(server, 0, "finished");
        migration.Text("migration_type").ShouldBe("migration");
        migration.Text("source_compute").ShouldBe(Computes[0]);
        migration.Shape().ShouldBe(Fixtures.Response("nova-migrations-cold-finished.json")["migrations"]![0].Shape());
        var resized = await Bench.GetServerAsync(server);
        resized["OS-EXT-STS:power_state"]!.GetValue<int>().ShouldBe(4);
        (await Bench.AllocationAsync(server)).Keys.ShouldBe([Computes[1]]);
        (await Bench.AllocationAsync(migration.Text("uuid")!)).Keys.ShouldBe([Computes[0]]);
        (await Api.GetAsync("compute", $"/os-migrations?source_compute={Computes[0]}&status=finished"))["migrations"]!.AsArray().ShouldContain(m => m.Text("instance_uuid") == server);

        (await Api.ActAsync(server, "confirmResize")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Bench.MigrationAsync(server, 0, "confirmed", "error")).Text("status").ShouldBe("confirmed");
        await Bench.StatusAsync(server, "SHUTOFF");
        await Bench.WaitAsync("the source's allocation gone", () => Bench.AllocationAsync(migration.Text("uuid")!), a => a.Count == 0);
        var again = await Api.ActAsync(server, "confirmResize");
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Message.ShouldBe($"Cannot 'confirmResize' instance {server} while it is in vm_state stopped");
        var action = await Bench.ActionAsync(server, "migrate");
        action["message"].ShouldBeNull();
        action["events"]!.AsArray().Select(e => e.Text("event")).ShouldBe(
            ["compute_finish_resize", "compute_resize_instance", "compute_prep_resize", "cold_migrate", "conductor_migrate_server"], ignoreOrder: true);
        (await Bench.ActionAsync(server, "confirmResize"))["message"].ShouldBeNull();
    }

    [Fact]
    public async Task A_revert_brings_it_back()
    {
        var server = await Bench.ServerAsync("revert", Computes[0]);
        (await Api.MigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.StatusAsync(server, "VERIFY_RESIZE");
        (await Api.ActAsync(server, "revertResize")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(server, 0, "reverted", "error")).Text("status").ShouldBe("reverted");
        var back = await Bench.StatusAsync(server, "ACTIVE");
        back.Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        await Bench.WaitAsync("the allocation back", () => Bench.AllocationAsync(server), a => a.Keys.SequenceEqual([Computes[0]]));
    }

    [Fact]
    public async Task One_that_fails_on_the_source_is_rolled_back()
    {
        var server = await Bench.ServerAsync("c1", Computes[0], mode: "failcold");
        (await Api.MigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        var ended = await Bench.MigrationAsync(server, 0, "error", "finished");
        ended.Text("status").ShouldBe("error");
        (await Bench.StatusAsync(server, "ACTIVE")).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        await Bench.WaitAsync("the allocation back", () => Bench.AllocationAsync(server), a => a.Keys.SequenceEqual([Computes[0]]));
    }

    [Fact]
    public async Task One_that_fails_on_the_destination_leaves_the_server_in_error_there()
    {
        var server = await Bench.ServerAsync("c2", Computes[0], mode: "failfinish");
        (await Api.MigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(server, 0, "error", "finished")).Text("status").ShouldBe("error");
        var broken = await Bench.StatusAsync(server, "ERROR");
        broken.Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[1]);
        broken["fault"].Text("message").ShouldNotBeNullOrEmpty();
        var action = await Bench.ActionAsync(server, "migrate");
        action["events"]!.AsArray().Single(e => e.Text("result") == "Error").Text("event").ShouldBe("compute_finish_resize");
    }

    [Fact]
    public async Task Below_2_56_a_named_host_is_silently_ignored()
    {
        var server = await Bench.ServerAsync("old", Computes[0]);
        var answer = await Api.ActAsync(server, "migrate", new JsonObject { ["host"] = "compute-99" }, "2.55");
        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.StatusAsync(server, "VERIFY_RESIZE");
    }
}
