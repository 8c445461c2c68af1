using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class MoveRoutesTests
{
    [Fact]
    public async Task What_needs_a_person_is_skipped_tried_again_or_sent_elsewhere_by_name()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(new InstanceSpec("asks") { Host = Host, Flavor = "m1.tiny", Tags = ["respite:policy=ask"] });
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
        });
        var id = (await served.DrainAsync([], "blocked")).GetProperty("id").GetString()!;
        var moves = $"/v1/maintenances/{id}/moves";
        Names(await served.GetAsync($"{moves}?state=failed")).ShouldBe(["asks"]);
        Names(await served.GetAsync(moves)).ShouldBe(["asks", "plain"], ignoreOrder: true);
        (await served.AskAsync(HttpMethod.Get, $"{moves}?state=flying")).Status.ShouldBe(400);
        (await served.AskAsync(HttpMethod.Get, $"{moves}/nobody")).Status.ShouldBe(404);
        (await served.AskAsync(HttpMethod.Post, $"{moves}/plain/skip")).Status.ShouldBe(409);

        var (status, body) = await served.AskAsync(HttpMethod.Post, $"{moves}/asks/skip");
        (status, body.GetProperty("state").GetString()).ShouldBe((200, "skipped"));
        var held = await served.UntilAsync(id, "in_maintenance");
        MoveOf(held, "asks").GetProperty("state").GetString().ShouldBe("skipped");
        served.ActionsOn("asks").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_destination_is_changed_where_the_rules_allow_it_and_before_its_call_only()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
            build.AddInstance(new InstanceSpec("asks") { Host = Host, Flavor = "m1.tiny", Tags = ["respite:policy=ask"] });
        });
        // Held by its owner's word, "asks" is not sent before somebody says so.
        var blocked = await served.DrainAsync([], "blocked");
        var id = blocked.GetProperty("id").GetString()!;
        var path = $"/v1/maintenances/{id}/moves/asks/destination";
        var (unknown, _) = await Send("compute-99");
        unknown.ShouldBe(404);
        var (refused, why) = await Send(Host);
        (refused, why.GetProperty("detail").GetString()!.Contains("asks stays planned as it was", StringComparison.Ordinal)).ShouldBe((422, true), why.ToString());
        (await served.AskAsync(HttpMethod.Post, path, new JsonObject())).Status.ShouldBe(400);
        var (sent, move) = await Send("compute-03");
        (sent, move.GetProperty("destination").GetString()).ShouldBe((200, "compute-03"), move.ToString());
        (await served.AskAsync(HttpMethod.Post, $"/v1/maintenances/{id}/moves/plain/destination", new JsonObject { ["destination"] = "compute-03" })).Status.ShouldBe(409);
        var events = (await served.GetAsync($"/v1/events?maintenance={id}")).GetProperty("events").EnumerateArray();
        events.ShouldContain(e => e.GetProperty("type").GetString() == "move.destination" && e.GetProperty("message").GetString()!.StartsWith("to compute-03", StringComparison.Ordinal));

        Task<(int Status, JsonElement Body)> Send(string to) => served.AskAsync(HttpMethod.Post, path, new JsonObject { ["destination"] = to });
    }

    [Fact]
    public async Task A_paused_drain_sends_an_instance_where_it_is_told_to()
    {
        await using var served = await StartAsync(build =>
        {
            for (var i = 1; i <= 6; i++)
                build.AddInstance(new InstanceSpec($"vm-{i}") { Host = Host, Flavor = "m1.tiny" });
        });
        var slowly = new JsonObject { ["max_moves_per_cloud"] = 1 };
        var id = (await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = Host, ["policy"] = slowly })).GetProperty("id").GetString()!;
        await served.UntilAsync(id, "draining");
        await served.PostAsync($"/v1/maintenances/{id}/pause", []);
        var waiting = (await served.GetAsync($"/v1/maintenances/{id}/moves?state=waiting")).GetProperty("moves").EnumerateArray().ToList();
        var (name, planned) = (waiting[^1].GetProperty("instance_name").GetString()!, waiting[^1].GetProperty("destination").GetString()!);
        var other = planned == "compute-02" ? "compute-03" : "compute-02";
        await served.PostAsync($"/v1/maintenances/{id}/moves/{name}/destination", new JsonObject { ["destination"] = other });
        await served.PostAsync($"/v1/maintenances/{id}/resume", []);
        await served.UntilAsync(id, "in_maintenance");
        served.Instance(name).Host.ShouldBe(other);
    }

    [Fact]
    public async Task What_was_refused_is_planned_anew_by_retry()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddFlavor("most", 1, 20000, 1);
            foreach (var host in new[] { Host, "compute-02", "compute-03", "compute-04" })
                build.AddInstance(new InstanceSpec($"fills-{host}") { Host = host, Flavor = "most" });
        });
        var refused = await served.DrainAsync([], "failed");
        var id = refused.GetProperty("id").GetString()!;
        refused.GetProperty("refused").GetBoolean().ShouldBeTrue();
        served.Cloud.DeleteAtOnce("fills-compute-02");
        await served.PostAsync($"/v1/maintenances/{id}/retry", []);
        await served.UntilAsync(id, "in_maintenance");
        served.Instance($"fills-{Host}").Host.ShouldBe("compute-02");
        (await served.AskAsync(HttpMethod.Post, $"/v1/maintenances/{id}/retry")).Status.ShouldBe(409);
    }

    private static IEnumerable<string?> Names(JsonElement moves) => moves.GetProperty("moves").EnumerateArray().Select(m => m.GetProperty("instance_name").GetString());
}
