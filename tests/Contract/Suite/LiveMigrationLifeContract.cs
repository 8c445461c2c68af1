using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class LiveMigrationLifeContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task A_live_migration_goes_from_accepted_to_completed_and_holds_both_hosts_meanwhile()
    {
        var server = await Bench.ServerAsync("life", Computes[0], seconds: 2);
        (await Api.LiveMigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        var now = await Bench.GetServerAsync(server);
        now.Text("status").ShouldBe("MIGRATING");
        now.Text("OS-EXT-STS:task_state").ShouldBe("migrating");
        now.Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);

        JsonNode? running = null;
        Dictionary<string, JsonNode>? onDestination = null, onSource = null;
        var seen = await Bench.WatchAsync(async () =>
        {
            var migration = await Bench.NewestAsync(server);
            if (migration.Text("status") == "running" && running is null)
            {
                running = (await Api.GetAsync("compute", $"/servers/{server}/migrations"))["migrations"]!.AsArray().FirstOrDefault();
                if (running?["memory_total_bytes"] is null)
                    running = null;
                else
                    (onDestination, onSource) = (await Bench.AllocationAsync(server), await Bench.AllocationAsync(migration.Text("uuid")!));
            }
            return migration.Text("status") ?? "none";
        }, s => s is "completed" or "failed" or "error");

        seen.Where(s => s != "none").ShouldBeSubsetOf(["accepted", "queued", "preparing", "running", "completed"]);
        seen.ShouldContain("running");
        seen[^1].ShouldBe("completed");
        running.ShouldNotBeNull();
        running.Shape().ShouldBe(Fixtures.Response("nova-server-migrations-running.json")["migrations"]![0].Shape());
        running["memory_total_bytes"]!.GetValue<long>().ShouldBe(512L << 20);
        (running["memory_processed_bytes"]!.GetValue<long>() + running["memory_remaining_bytes"]!.GetValue<long>()).ShouldBe(512L << 20);
        onDestination!.Keys.ShouldBe([Computes[1]]);
        onSource!.Keys.ShouldBe([Computes[0]]);

        var ended = (await Bench.NewestAsync(server))!;
        (await Bench.AllocationAsync(server)).Keys.ShouldBe([Computes[1]]);
        await Bench.WaitAsync("the source's allocation gone", () => Bench.AllocationAsync(ended.Text("uuid")!), a => a.Count == 0);
        ended.Text("source_compute").ShouldBe(Computes[0]);
        ended.Text("dest_compute").ShouldBe(Computes[1]);
        (await Api.GetAsync("compute", $"/servers/{server}/migrations"))["migrations"]!.AsArray().ShouldBeEmpty();
        var gone = await Api.CallAsync(HttpMethod.Get, "compute", $"/servers/{server}/migrations/{ended["id"]}");
        gone.Status.ShouldBe(HttpStatusCode.NotFound);
        gone.Message.ShouldBe($"Live migration {ended["id"]} for server {server} is not in progress.");

        var action = await Bench.ActionAsync(server, "live-migration");
        action["message"].ShouldBeNull();
        action["events"]!.AsArray().Select(e => e.Text("event")).ShouldBe(
            ["compute_post_live_migration_at_destination", "compute_pre_live_migration", "compute_live_migration", "compute_check_can_live_migrate_source", "compute_check_can_live_migrate_destination", "conductor_live_migrate_instance"], ignoreOrder: true);
        action["events"]!.AsArray().ShouldAllBe(e => e.Text("result") == "Success");
    }

    [Fact]
    public async Task The_server_is_active_on_its_new_host_before_its_migration_has_ended()
    {
        var server = await Bench.ServerAsync("early", Computes[0], seconds: 0, settle: 3);
        (await Api.LiveMigrateAsync(server, Computes[1])).Status.ShouldBe(HttpStatusCode.Accepted);
        var seen = await Bench.WatchAsync(async () =>
        {
            // The migration after the server: what is "running" now was so when the server had arrived.
            var now = await Bench.GetServerAsync(server);
            var arrived = now.Text("OS-EXT-SRV-ATTR:host") == Computes[1] && now.Text("status") == "ACTIVE" && now.Text("OS-EXT-STS:task_state") is null;
            return $"{(arrived ? "arrived" : "away")}, {(await Bench.NewestAsync(server)).Text("status")}";
        }, s => s == "arrived, completed");
        seen.ShouldContain("arrived, running");
    }

    [Fact]
    public async Task The_second_one_of_a_source_is_queued_and_can_be_aborted_there_but_not_forced()
    {
        var first = await Bench.BootAsync("first", Computes[0], seconds: 60);
        var second = await Bench.BootAsync("second", Computes[0], seconds: 1);
        await Bench.StatusAsync(first, "ACTIVE");
        await Bench.StatusAsync(second, "ACTIVE");
        await Api.LiveMigrateAsync(first, Computes[1]);
        var running = await Bench.MigrationAsync(first, 0, "running");
        await Api.LiveMigrateAsync(second, Computes[1]);
        var queued = await Bench.MigrationAsync(second, 0, "queued");
        var listed = (await Api.GetAsync("compute", $"/servers/{second}/migrations"))["migrations"]![0]!;
        listed.Text("status").ShouldBe("queued");
        listed["memory_total_bytes"].ShouldBeNull();

        var busy = await Api.LiveMigrateAsync(first, Computes[2]);
        busy.Status.ShouldBe(HttpStatusCode.Conflict);
        busy.Message.ShouldBe($"Cannot 'os-migrateLive' instance {first} while it is in task_state migrating");
        (await Api.ActAsync(first, "os-stop")).Message.ShouldBe($"Cannot 'stop' instance {first} while it is in task_state migrating");

        var forced = await ForceAsync(second, queued);
        forced.Status.ShouldBe(HttpStatusCode.BadRequest);
        forced.Message.ShouldBe($"Migration {queued["id"]} state of instance {second} is queued. Cannot force complete while the migration is in this state.");
        var wrong = await AbortAsync(first, queued);
        wrong.Status.ShouldBe(HttpStatusCode.NotFound);
        wrong.Message.ShouldBe($"Migration {queued["id"]} not found for instance {first}");
        (await AbortAsync(second, queued, "2.64")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await AbortAsync(second, queued)).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.MigrationAsync(second, 0, "cancelled");
        await Bench.StatusAsync(second, "ACTIVE");
        (await Bench.AllocationAsync(second)).Keys.ShouldBe([Computes[0]]);

        (await ForceAsync(first, running)).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.MigrationAsync(first, 0, "completed");
        (await Bench.GetServerAsync(first)).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[1]);
    }

    [Fact]
    public async Task An_aborted_one_leaves_the_server_and_its_allocation_on_the_source()
    {
        var server = await Bench.ServerAsync("abort", Computes[0], seconds: 60);
        await Api.LiveMigrateAsync(server, Computes[1]);
        var migration = await Bench.MigrationAsync(server, 0, "running");
        (await AbortAsync(server, migration)).Status.ShouldBe(HttpStatusCode.Accepted);
        await Bench.MigrationAsync(server, 0, "cancelled");
        var after = await Bench.StatusAsync(server, "ACTIVE");
        after.Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        await Bench.WaitAsync("the allocation back", () => Bench.AllocationAsync(server), a => a.Keys.SequenceEqual([Computes[0]]));
        (await Bench.AllocationAsync(migration.Text("uuid")!)).ShouldBeEmpty();
        var action = await Bench.ActionAsync(server, "live-migration");
        action["message"].ShouldBeNull();
        action["events"]!.AsArray().ShouldAllBe(e => e.Text("result") == "Success");

        var late = await AbortAsync(server, migration);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Message.ShouldBe($"Instance {server} is in an invalid state for 'abort live migration'");
        var forced = await ForceAsync(server, migration);
        forced.Status.ShouldBe(HttpStatusCode.Conflict);
        forced.Message.ShouldBe($"Instance {server} is in an invalid state for 'force_complete'");
    }

    private Task<Answer> AbortAsync(string server, JsonNode migration, string? version = null) =>
        Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{server}/migrations/{migration["id"]}", version: version);

    private Task<Answer> ForceAsync(string server, JsonNode migration) =>
        Api.CallAsync(HttpMethod.Post, "compute", $"/servers/{server}/migrations/{migration["id"]}/action", new JsonObject { ["force_complete"] = null });
}
