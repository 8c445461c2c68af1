using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class WordsTests
{
    private static readonly string[] Ended = ["in_maintenance", "blocked", "failed"];

    private static InstanceSpec Says(string name, string word) => new(name) { Host = Host, Flavor = "m1.tiny", Metadata = new Dictionary<string, string> { ["respite:policy"] = word } };

    private static JsonObject Policy(string json) => JsonNode.Parse(json)!.AsObject();

    [Fact]
    public async Task An_instance_whose_owner_says_cold_is_stopped_moved_and_runs_again()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(Says("wants-cold", "cold"));
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
        });
        MoveOf(await served.PlanAsync(), "wants-cold").GetProperty("action").GetString().ShouldBe("cold_migrate");

        var drained = await served.DrainAsync([], Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        served.Instance("wants-cold").ShouldSatisfyAllConditions(i => i.Status.ShouldBe("ACTIVE"), i => i.Host.ShouldNotBe(Host));
        served.ActionsOn("wants-cold").ShouldBe(["migrate", "confirmResize"]);
        served.ActionsOn("plain").ShouldBe(["live-migration"]);
    }

    [Fact]
    public async Task An_owners_skip_leaves_the_instance_only_where_the_policy_lets_owners_say_it()
    {
        await using var served = await StartAsync(build => build.AddInstance(new InstanceSpec("stays") { Host = Host, Flavor = "m1.tiny", Tags = ["respite:policy=skip"] }));
        var unheard = await served.PlanAsync();
        MoveOf(unheard, "stays").GetProperty("action").GetString().ShouldBe("live_migrate");
        Warnings(unheard).ShouldHaveSingleItem().ShouldContain("stays: its owner says 'skip'");

        var drained = await served.DrainAsync(Policy("""{"owner_words": ["skip"]}"""), Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        MoveOf(drained, "stays").GetProperty("state").GetString().ShouldBe("left");
        served.Instance("stays").Host.ShouldBe(Host);
        served.ActionsOn("stays").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owners_ask_blocks_the_drain_until_a_person_accepts()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(Says("asks", "ask"));
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
        });
        var blocked = await served.DrainAsync([], Ended);
        blocked.GetProperty("state").GetString().ShouldBe("blocked", blocked.ToString());
        blocked.GetProperty("needs_person").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString()!.ShouldContain("its owner says ask (respite:policy)");
        served.Instance("plain").Host.ShouldNotBe(Host);
        served.ActionsOn("asks").ShouldBeEmpty();

        var id = blocked.GetProperty("id").GetString()!;
        await served.PostAsync($"/v1/maintenances/{id}/resume", new JsonObject { ["accept"] = new JsonArray("asks") });
        await served.UntilAsync(id, "in_maintenance");
        served.ActionsOn("asks").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_word_is_a_warning_that_names_the_instance_and_the_value_and_changes_nothing()
    {
        await using var served = await StartAsync(build => build.AddInstance(Says("typo", "colt")));
        var plan = await served.PlanAsync();
        Warnings(plan).ShouldHaveSingleItem().ShouldBe("typo: respite:policy says 'colt', which is none of live, cold, stop, notify, skip and ask: it is not followed");
        MoveOf(plan, "typo").GetProperty("action").GetString().ShouldBe("live_migrate");
        plan.GetProperty("feasible").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_operators_word_by_name_wins_over_the_owners()
    {
        await using var served = await StartAsync(build => build.AddInstance(Says("wants-cold", "cold")));
        var plan = await served.PlanAsync(Policy("""{"words": {"wants-cold": "live"}}"""));
        MoveOf(plan, "wants-cold").GetProperty("action").GetString().ShouldBe("live_migrate");
        (await served.TryPlanAsync(Policy("""{"words": {"wants-cold": "cold"}}"""))).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(400), answer => answer.Text.ShouldContain("policy.words: cold stops the guest of wants-cold: say allow_downtime: true"));
    }

    [Fact]
    public async Task Only_what_the_policy_names_moves()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(new InstanceSpec("web-1") { Host = Host, Flavor = "m1.tiny" });
            build.AddInstance(new InstanceSpec("db-1") { Host = Host, Flavor = "m1.tiny" });
        });
        var plan = await served.PlanAsync(Policy("""{"only": ["name:web-*"]}"""));
        MoveOf(plan, "web-1").GetProperty("action").GetString().ShouldBe("live_migrate");
        MoveOf(plan, "db-1").GetProperty("action").GetString().ShouldBe("leave");
        (await served.TryPlanAsync(Policy("""{"only": ["web-*"]}"""))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task An_instance_whose_owner_says_stop_is_off_while_the_host_is_away_and_runs_again_when_it_is_back()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(Says("rests", "stop"));
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
        });
        MoveOf(await served.PlanAsync(), "rests").GetProperty("action").GetString().ShouldBe("live_migrate", "owners may not say stop unless the policy lets them");
        const string policy = """{"owner_words": ["stop"]}""";
        MoveOf(await served.PlanAsync(Policy(policy)), "rests").GetProperty("action").GetString().ShouldBe("stop");

        var drained = await served.DrainAsync(Policy(policy), Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        (MoveOf(drained, "rests").GetProperty("state").GetString(), served.Instance("rests").Status, served.Instance("rests").Host).ShouldBe(("left", "SHUTOFF", Host));
        var id = drained.GetProperty("id").GetString()!;
        await served.PostAsync($"/v1/maintenances/{id}/return", []);
        (await served.UntilAsync(id, "completed")).GetProperty("state_reason").GetString()!.ShouldContain("started again: rests");
        served.ActionsOn("rests").ShouldBe(["stop", "start"]);
        served.Instance("plain").Host.ShouldNotBe(Host);
    }

    [Fact]
    public async Task A_cancel_starts_again_what_the_drain_has_stopped()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(Says("rests", "stop"));
            build.AddInstance(Says("asks", "ask"));
        });
        var blocked = await served.DrainAsync(Policy("""{"owner_words": ["stop", "ask"]}"""), Ended);
        blocked.GetProperty("state").GetString().ShouldBe("blocked", blocked.ToString());
        served.Instance("rests").Status.ShouldBe("SHUTOFF");
        var id = blocked.GetProperty("id").GetString()!;
        await served.PostAsync($"/v1/maintenances/{id}/cancel", []);
        await served.UntilAsync(id, "cancelled");
        served.ActionsOn("rests").ShouldBe(["stop", "start"]);
    }

    [Fact]
    public async Task An_owner_who_says_notify_is_told_when_it_moves_and_when_it_has_moved()
    {
        await using var served = await StartAsync(build => build.AddInstance(Says("tell-me", "notify")));
        var drained = await served.DrainAsync([], Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        served.ActionsOn("tell-me").ShouldBe(["live-migration"]);
        var notices = (await served.GetAsync($"/v1/events?maintenance={drained.GetProperty("id").GetString()}")).GetProperty("events").EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "owner.notice").Select(e => e.GetProperty("message").GetString()!).ToList();
        notices.ShouldBe(["tell-me is moved to other hardware now (live_migrate)", "tell-me has been moved to other hardware"]);
        notices.ShouldAllBe(notice => !notice.Contains("compute", StringComparison.Ordinal));
    }
}
