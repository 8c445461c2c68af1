using System.Text.Json.Nodes;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class PlanTests
{
    [Fact]
    public async Task Json_is_exactly_what_the_server_planned()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "plan", "compute-01", "-f", "json");
        run.ExitCode.ShouldBe(0);
        JsonNode.DeepEquals(JsonNode.Parse(run.Out), server.Plan).ShouldBeTrue();
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_is_not_feasible_exits_with_3_and_shows_what_stops_each_instance()
    {
        await using var server = await FakeServer.StartAsync();
        server.Plan = FakeJson.RefusedPlan();
        var run = await Run.AgainstAsync(server, "plan", "compute-01");
        run.ExitCode.ShouldBe(3);
        run.Out.ShouldContain("| web-1   | no host has 4 VCPU free |");
    }

    [Fact]
    public async Task A_plan_says_how_long_each_move_and_all_of_them_last()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "plan", "compute-01");
        run.Out.ShouldContain("about 12 min (at least 90 s in any order), as 31 live migrations on this cloud lasted");
        run.Out.ShouldContain("| compute-02  | 40 ");
        (await Run.AgainstAsync(server, "plan", "compute-01", "-f", "value", "-c", "estimated_seconds")).Out.ShouldBe("40\n");
    }

    [Fact]
    public async Task What_only_Nova_can_check_is_marked_and_explained_below()
    {
        await using var server = await FakeServer.StartAsync();
        (await Run.AgainstAsync(server, "plan", "compute-01")).Out.ShouldNotContain("*");
        server.Plan["moves"]![0]!["estimate"] = "has pinned CPUs: whether they fit a destination, only Nova's scheduler can check";
        var run = await Run.AgainstAsync(server, "plan", "compute-01");
        run.Out.ShouldContain("| compute-02 * ");
        run.Out.ShouldContain("| web-1                 | has pinned CPUs: whether they fit a destination, only Nova's scheduler can check |");
        (await Run.AgainstAsync(server, "plan", "compute-01", "-f", "value", "-c", "estimate")).Out.ShouldStartWith("has pinned CPUs");
    }

    [Fact]
    public async Task A_plan_that_is_not_feasible_has_no_duration()
    {
        await using var server = await FakeServer.StartAsync();
        server.Plan = FakeJson.RefusedPlan();
        (await Run.AgainstAsync(server, "plan", "compute-01")).Out.ShouldNotContain("duration");
    }

    [Fact]
    public async Task Columns_of_the_plan_and_columns_of_its_moves_can_be_asked_for()
    {
        await using var server = await FakeServer.StartAsync();
        (await Run.AgainstAsync(server, "plan", "compute-01", "-f", "value", "-c", "feasible", "-c", "method")).Out.ShouldBe("True\nspread\n");
        (await Run.AgainstAsync(server, "plan", "compute-01", "-f", "value", "-c", "instance_name", "-c", "destination")).Out.ShouldBe("web-1 compute-02\n");
        (await Run.AgainstAsync(server, "plan", "compute-01", "-c", "feasible", "-c", "destination")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task The_destinations_are_shown_before_and_after()
    {
        await using var server = await FakeServer.StartAsync();
        var fill = new JsonObject { ["resource_class"] = "VCPU", ["capacity"] = 10, ["before"] = 2, ["after"] = 5 };
        server.Plan["figures"] = new JsonObject
        {
            ["headroom"] = new JsonArray(fill.DeepClone()),
            ["destinations"] = new JsonArray(new JsonObject { ["host"] = "compute-02", ["arrivals"] = 1, ["classes"] = new JsonArray(fill) }),
        };
        var run = await Run.AgainstAsync(server, "plan", "compute-01");
        run.Out.ShouldContain("| compute-02              | +1        | ██▓▓▓░░░░░  20 →  50 % |");
        run.Out.ShouldContain("| all that take instances |           | ██▓▓▓░░░░░  20 →  50 % |");
    }

    [Fact]
    public async Task An_explanation_groups_the_hosts_by_what_refuses_them()
    {
        await using var server = await FakeServer.StartAsync();
        server.Plan["explanation"] = JsonNode.Parse("""
            {"instance_id": "i-1", "instance_name": "web-1", "planned": "compute-02", "allowed": ["compute-02", "compute-03"],
             "refused": [{"rule": "zone", "label": "in another zone", "hosts": ["a", "b", "c", "d", "e"], "reason": "a is in zone-b"}]}
            """);
        var run = await Run.AgainstAsync(server, "plan", "compute-01", "--explain", "web-1");
        server.Bodies.Single()["explain"]!.GetValue<string>().ShouldBe("web-1");
        run.Out.ShouldContain("| could go there (planned: compute-02) | 2     | compute-02, compute-03 |");
        run.Out.ShouldContain("| in another zone                      | 5     | a, b, c, d, ...        | a is in zone-b |");
    }

    [Fact]
    public async Task An_unknown_host_is_one_sentence_and_exit_1()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "plan", "compute-99");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("respite: There is no compute host 'compute-99'.\n");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flags_become_the_policy_and_win_over_the_file()
    {
        await using var server = await FakeServer.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "instances: none\nladder: [wait, abort]\nbudget_base_seconds: 90\nlink_mbps: 10000\nhost_link_mbps: {compute-07: 1000}\nowner_words: [live, not_with]\nproject_words: {p1: ask}\nwords: {old: ask}\n");
        await Run.AgainstAsync(
            server, "plan", "compute-01", "--policy", file, "--instances", "all", "--allow-downtime", "--to", "spare-1", "--to", "spare-2",
            "--max-moves", "4", "--confirm-resizes", "--leave", "old", "--transport-confirmed",
            "--only", "name:web-*", "--only", "tag:db", "--word", "a=b=cold", "--word", "db-1=live");
        File.Delete(file);
        var expected = JsonNode.Parse("""
            {"instances":"all","ladder":["wait","abort"],"budget_base_seconds":90,"link_mbps":10000,"host_link_mbps":{"compute-07":1000},"allow_downtime":true,"spare_hosts":["spare-1","spare-2"],
             "max_moves_per_cloud":4,"max_moves_per_source":4,"verify_resize":"confirm","accept":["old"],"transport_confirmed":true,
             "owner_words":["live","not_with"],"project_words":{"p1":"ask"},"only":["name:web-*","tag:db"],"words":{"a=b":"cold","db-1":"live"}}
            """);
        JsonNode.DeepEquals(server.Bodies.Single()["policy"], expected).ShouldBeTrue(server.Bodies.Single().ToJsonString());
    }
}
