using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class RefusalsContract(CloudUnderTest cloud) : Contract(cloud)
{
    // Placement has a candidate, a filter takes it away.
    private const string NoneLeft = "No valid host was found. There are not enough hosts available.";

    // Placement has none: no room, disabled, another zone.
    private const string NoCandidate = "No valid host was found. ";
    private readonly CloudUnderTest _cloud = cloud;

    [Fact]
    public async Task What_is_refused_at_once()
    {
        var server = await Bench.ServerAsync("at-once", Computes[0]);
        await RefusedAsync(Api.LiveMigrateAsync(server, "compute-99"), "Compute host compute-99 could not be found.");
        await RefusedAsync(Api.MigrateAsync(server, "compute-99"), "Compute host compute-99 could not be found.");
        await RefusedAsync(Api.MigrateAsync(server, Computes[0]), "Cannot migrate to the host where the server exists.");
        await RefusedAsync(Api.ActAsync(server, "evacuate", new JsonObject { ["host"] = Computes[1] }), $"Compute service of {Computes[0]} is still in use.");
        (await Api.ActAsync(server, "os-migrateLive", new JsonObject { ["host"] = null })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Api.ActAsync(server, "os-migrateLive", new JsonObject { ["host"] = null, ["block_migration"] = "auto", ["disk_over_commit"] = false })).Status.ShouldBe(HttpStatusCode.BadRequest);
        var forced = await Api.ActAsync(server, "os-migrateLive", new JsonObject { ["host"] = Computes[1], ["block_migration"] = "auto", ["force"] = true });
        forced.Status.ShouldBe(HttpStatusCode.BadRequest);
        forced.Message.ShouldContain("Additional properties are not allowed ('force' was unexpected)");
        (await Api.ActAsync(server, "no-such-action")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var unknown = await Api.LiveMigrateAsync("00000000-0000-0000-0000-000000000001");
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        unknown.Message.ShouldBe("Instance 00000000-0000-0000-0000-000000000001 could not be found.");
        (await Bench.NewestAsync(server)).ShouldBeNull();
        (await Bench.GetServerAsync(server)).Text("OS-EXT-STS:task_state").ShouldBeNull();
    }

    [Fact]
    public async Task A_member_may_not_live_migrate_his_own_server()
    {
        using var member = new Api(_cloud, "demo");
        using var asDemo = new Api(_cloud, "admin", "demo");
        var server = new JsonObject { ["name"] = "contract-member", ["flavorRef"] = await Bench.FlavorAsync(), ["imageRef"] = await _cloud.ImageIdAsync(Api), ["networks"] = "none" };
        var booted = await asDemo.CallAsync(HttpMethod.Post, "compute", "/servers", new JsonObject { ["server"] = server });
        var id = booted.Body!["server"].Text("id")!;
        await Bench.StatusAsync(id, "ACTIVE");
        var answer = await member.LiveMigrateAsync(id);
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Message.ShouldBe("Policy doesn't allow os_compute_api:os-migrate-server:migrate_live to be performed.");
        var seen = (await member.GetAsync("compute", $"/servers/{id}"))["server"]!;
        seen.Keys().ShouldNotContain("OS-EXT-SRV-ATTR:host");
        await Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{id}");
    }

    [Fact]
    public async Task What_is_accepted_and_only_then_refused()
    {
        var server = await Bench.ServerAsync("later", Computes[0], seconds: 0);
        var own = await LaterAsync(server, () => Api.LiveMigrateAsync(server, Computes[0]), "live-migration", "conductor_live_migrate_instance", NoneLeft);
        own.Shape().ShouldBe(Fixtures.Response("nova-migrations-live-no-valid-host.json")["migrations"]![0].Shape());
        own["source_node"].ShouldBeNull();
        own["dest_compute"].ShouldBeNull();

        var service = (await Bench.ServiceAsync(Computes[5])).Text("id");
        await Api.CallAsync(HttpMethod.Put, "compute", $"/os-services/{service}", new JsonObject { ["status"] = "disabled" });
        try
        {
            var traits = $"/resource_providers/{await Bench.ProviderAsync(Computes[5])}/traits";
            await Bench.WaitAsync("the trait", () => Api.GetAsync("placement", traits), t => t["traits"]!.AsArray().Any(x => x!.GetValue<string>() == "COMPUTE_STATUS_DISABLED"));
            await LaterAsync(server, () => Api.LiveMigrateAsync(server, Computes[5]), "live-migration", "conductor_live_migrate_instance", NoCandidate);
            await LaterAsync(server, () => Api.MigrateAsync(server, Computes[5]), "migrate", "cold_migrate", "No valid host was found. No valid host found for cold migrate");
        }
        finally
        {
            await Api.CallAsync(HttpMethod.Put, "compute", $"/os-services/{service}", new JsonObject { ["status"] = "enabled" });
        }
    }

    [Fact]
    public async Task A_full_host_refuses_after_the_202()
    {
        await Bench.BootAsync("fills", Computes[1], ram: 8192);
        var server = await Bench.ServerAsync("large", Computes[0], ram: 8192, seconds: 0);
        await LaterAsync(server, () => Api.LiveMigrateAsync(server, Computes[1]), "live-migration", "conductor_live_migrate_instance", NoCandidate);
        await LaterAsync(server, () => Api.MigrateAsync(server, Computes[1]), "migrate", "cold_migrate", "No valid host was found. No valid host found for cold migrate");
        var forced = await LaterAsync(
            server,
            () => Api.ActAsync(server, "os-migrateLive", new JsonObject { ["host"] = Computes[1], ["block_migration"] = "auto", ["force"] = true }, "2.67"),
            "live-migration", "conductor_live_migrate_instance", null);
        forced.Text("dest_compute").ShouldBe(Computes[1], "only a forced one names where it was to go");
        (await DetailsAsync(server, "live-migration", "conductor_live_migrate_instance"))!.ShouldStartWith($"Migration pre-check error: Unable to migrate {server} to {Computes[1]}: Lack of memory(host:");
    }

    private async Task<JsonNode> LaterAsync(string server, Func<Task<Answer>> ask, string action, string? step, string? details)
    {
        var last = await Bench.LastMigrationIdAsync(server);
        var answer = await ask();
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
        var ended = await Bench.MigrationAsync(server, last, "error", "failed", "completed", "finished");
        ended.Text("status").ShouldBe("error");
        (await Bench.StatusAsync(server, "ACTIVE")).Text("OS-EXT-SRV-ATTR:host").ShouldBe(Computes[0]);
        (await Bench.ActionAsync(server, action)).Text("message").ShouldBe("Error");
        if (details is not null)
            (await DetailsAsync(server, action, step!)).ShouldBe(details);
        await Bench.WaitAsync("the allocation back", () => Bench.AllocationAsync(server), a => a.Keys.SequenceEqual([Computes[0]]));
        return ended;
    }

    private async Task<string?> DetailsAsync(string server, string action, string step)
    {
        var events = (await Bench.ActionAsync(server, action))["events"]!.AsArray();
        var failed = events.FirstOrDefault(e => e.Text("result") == "Error");
        failed.Text("event").ShouldBe(step, events.ToJsonString());
        return failed.Text("details");
    }

    private static async Task RefusedAsync(Task<Answer> asking, string message)
    {
        var answer = await asking;
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.Body!["badRequest"].ShouldNotBeNull();
        answer.Message.ShouldBe(message);
    }
}
