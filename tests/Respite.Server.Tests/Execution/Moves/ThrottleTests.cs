using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Moves;

public sealed class ThrottleTests
{
    private static readonly DrainPolicy Wide = new() { MaxMovesPerCloud = 100, MaxMovesPerSource = 100, MaxMovesPerDestination = 100 };

    private static Move Cold(string id, string? to = null, string from = "compute-01") =>
        Some.Move(kind: MoveKind.ColdMigrate) with { InstanceId = id, InstanceName = id, Destination = to, Source = from };

    private static Move Under(Move move) => move with { State = MoveState.Running, StartedAt = Some.Now };

    private static string[] Waiting(IReadOnlyList<Move> ready, IReadOnlyList<Move> inFlight, DrainPolicy policy, params string[] queued) =>
        [.. Throttle.Waits(ready, inFlight, queued.ToHashSet(), policy).Keys.Order()];

    [Fact]
    public void Within_the_limits_all_start() => Waiting([Cold("a"), Cold("b"), Cold("c")], [], Wide).ShouldBeEmpty();

    [Fact]
    public void The_limit_of_the_cloud_counts_every_host() =>
        Waiting([Cold("a"), Cold("b")], [Under(Cold("x", from: "compute-09"))], Wide with { MaxMovesPerCloud = 2 }).ShouldBe(["b"]);

    [Fact]
    public void The_limit_of_a_source_counts_only_its_own() =>
        Waiting([Cold("a"), Cold("b")], [Under(Cold("x", from: "compute-09")), Under(Cold("y"))], Wide with { MaxMovesPerSource = 2 }).ShouldBe(["b"]);

    [Fact]
    public void The_limit_of_a_destination_counts_those_that_start_in_the_same_step() =>
        Waiting([Cold("a", "compute-02"), Cold("b", "compute-02"), Cold("c", "compute-03")], [], Wide with { MaxMovesPerDestination = 1 }).ShouldBe(["b"]);

    [Fact]
    public void The_limits_of_zone_and_project_hold()
    {
        var (a, b) = (Cold("a") with { Zone = "z1", ProjectId = "p1" }, Cold("b") with { Zone = "z2", ProjectId = "p2" });
        Waiting([a, b], [Under(Cold("x") with { Zone = "z1" })], Wide with { MaxMovesPerZone = 1 }).ShouldBe(["a"]);
        Waiting([a, b], [Under(Cold("x") with { ProjectId = "p2" })], Wide with { MaxMovesPerProject = 1 }).ShouldBe(["b"]);
    }

    [Fact]
    public void Two_members_of_a_server_group_never_move_at_once()
    {
        var (a, b) = (Cold("a") with { GroupIds = ["g"] }, Cold("b") with { GroupIds = ["g"] });
        Waiting([a, b, Cold("c")], [], Wide).ShouldBe(["b"]);
    }

    [Fact]
    public void Nothing_is_added_to_what_Nova_queues()
    {
        var live = Some.Move() with { InstanceId = "a" };
        var under = Some.Running() with { InstanceId = "x" };
        Waiting([live], [under], Wide).ShouldBeEmpty();
        Waiting([live], [under with { StartedAt = null }], Wide, "x").ShouldBe(["a"]);
    }

    [Fact]
    public void Only_two_are_ahead_of_Nova_and_one_where_the_scheduler_chooses()
    {
        Move[] ready = [Some.Move() with { InstanceId = "a" }, Some.Move() with { InstanceId = "b" }, Some.Move() with { InstanceId = "c" }];
        Waiting(ready, [], Wide).ShouldBe(["c"]);
        Waiting(ready, [], Wide with { Destinations = DestinationChoice.Scheduler }).ShouldBe(["b", "c"]);
    }
}
