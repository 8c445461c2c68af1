using FsCheck;
using FsCheck.Fluent;
using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Tests.Drain;

public sealed class PlanInvariantTests
{
    private static void Always(Action<RandomCase, DrainPlan> holds) => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = RandomCase.Of(seed);
            holds(random, random.Plan());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static IEnumerable<(string Host, IGrouping<string, PlannedMove> Moves)> ByDestination(DrainPlan plan) =>
        plan.Moves.Where(move => move.Destination is not null).GroupBy(move => move.Destination!).Select(moves => (moves.Key, moves));

    [Fact]
    public void No_plan_exceeds_the_capacity_of_any_class_anywhere_with_what_is_promised() => Always((random, plan) =>
    {
        foreach (var (name, moves) in ByDestination(plan))
        {
            var host = random.Cloud.Hosts.Single(host => host.Name == name);
            var promised = random.Options.ReservedResources.GetValueOrDefault(name) ?? ResourceVector.Zero;
            var load = moves.Aggregate(host.Used.Plus(promised), (sum, move) => sum.Plus(move.Resources));
            foreach (var (resource, amount) in load)
                amount.ShouldBeLessThanOrEqualTo(host.Capacity[resource], $"{resource} on {name}");
        }
    });

    [Fact]
    public void Replayed_move_by_move_in_its_order_no_step_breaks_a_rule() => Always((random, plan) =>
    {
        var context = new PlacementContext(random.Cloud, random.Cloud.Hosts[0], random.Options);
        if (plan.SpareHost is { } spare)
            context = context.WithEnabled(spare);
        var rooms = Rooms.Of(random.Cloud, random.Options).ToDictionary(room => room.Host.Name);
        foreach (var move in plan.Moves.Where(move => move.Destination is not null))
        {
            var instance = random.Instances.Single(instance => instance.Id == move.InstanceId);
            var room = rooms[move.Destination!];
            var refusal = PlacementRules.FirstRefusal(instance, room, context);
            refusal.Refused.ShouldBeFalse(refusal.Reason?.Invoke(instance, room, context));
            room.Place(instance);
        }
    });

    [Fact]
    public void Adding_a_host_or_removing_an_instance_never_turns_a_feasible_plan_into_a_refusal() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = RandomCase.Of(seed, hosts: 5, instances: 9, plainStates: true);
            if (!random.Plan().Feasible)
                return;
            var another = random.Cloud.Hosts[seed % random.Cloud.Hosts.Count] with { Name = "h99" };
            (random with { Cloud = random.Cloud with { Hosts = [.. random.Cloud.Hosts, another] } }).Plan().Feasible.ShouldBeTrue();
            (random with { Instances = [.. random.Instances.Where((_, i) => i != seed % random.Instances.Length)] }).Plan().Feasible.ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_a_plan_reaches_is_never_better_than_its_bounds() => Always((_, plan) =>
    {
        if (plan.Figures is not { } figures)
            return;
        figures.Fullest.ShouldBeGreaterThanOrEqualTo(figures.FullestAtLeast - 1e-9);
        figures.Destinations.Count.ShouldBeGreaterThanOrEqualTo(figures.HostsAtLeast);
        figures.Headroom.ShouldAllBe(fill => fill.After >= fill.Before);
    });

    [Fact]
    public void A_plan_is_proved_or_says_that_it_is_not() => Always((_, plan) => plan.Feasible.ShouldBe(plan.Proof == Proof.Placed));

    [Fact]
    public void Anti_affinity_is_never_broken() => Always((random, plan) =>
    {
        foreach (var group in random.Cloud.Groups.Where(group => group.Policy == "anti-affinity"))
            foreach (var (name, moves) in ByDestination(plan))
                if (moves.Count(move => move.GroupIds.Contains(group.Id)) is var come and > 0)
                    (come + group.MemberHosts.Values.Count(host => host == name)).ShouldBeLessThanOrEqualTo(group.MaxServerPerHost);
    });

    [Fact]
    public void Members_of_an_affinity_group_go_together_and_only_where_it_already_is() => Always((random, plan) =>
    {
        foreach (var group in random.Cloud.Groups.Where(group => group.Policy == "affinity"))
        {
            var hosts = plan.Moves.Where(move => move.GroupIds.Contains(group.Id) && move.Destination is not null).Select(move => move.Destination).Distinct().ToArray();
            hosts.Length.ShouldBeLessThanOrEqualTo(1);
            hosts.ShouldAllBe(host => group.MemberHosts.Values.Contains(host));
        }
    });

    [Fact]
    public void No_destination_is_unfit_or_excluded() => Always((random, plan) =>
    {
        foreach (var move in plan.Moves.Where(move => move.Destination is not null))
        {
            var host = random.Cloud.Hosts.Single(host => host.Name == move.Destination);
            host.Name.ShouldNotBe("h0");
            (host.Up, host.InMaintenance).ShouldBe((true, false));
            (host.Enabled || host.Name == plan.SpareHost).ShouldBeTrue();
            random.Options.OtherDrainingHosts.ShouldNotContain(host.Name);
            if (random.Options.ExcludedDestinations.TryGetValue(move.InstanceId, out var excluded))
                excluded.ShouldNotContain(host.Name);
        }
    });

    [Fact]
    public void The_same_input_gives_the_same_plan() => Always((random, plan) =>
    {
        var again = random.Plan();
        again.Moves.ShouldBe(plan.Moves, ignoreOrder: false);
        again.Blockers.ShouldBe(plan.Blockers, ignoreOrder: false);
    });

    [Fact]
    public void Every_instance_is_in_the_plan_exactly_once() => Always((random, plan) =>
        plan.Moves.Select(move => move.InstanceId).Order().ShouldBe(random.Instances.Select(instance => instance.Id).Order()));

    [Fact]
    public void A_plan_is_feasible_exactly_when_nothing_lacks_a_destination() => Always((_, plan) =>
        plan.Feasible.ShouldBe(!plan.Blockers.Any(blocker => blocker.Kind is BlockerKind.NoDestination or BlockerKind.HostUnfit)));

    [Fact]
    public void In_a_feasible_plan_everything_that_moves_has_a_destination() => Always((random, plan) =>
    {
        if (plan.Feasible)
            plan.Moves.Where(move => move.Kind is MoveKind.LiveMigrate or MoveKind.ColdMigrate && move.Status is not ("MIGRATING" or "RESIZE"))
                .ShouldAllBe(move => move.Destination != null);
    });

    [Fact]
    public void What_runs_is_never_migrated_cold() => Always((_, plan) =>
        plan.Moves.Where(move => move.Status is "ACTIVE" or "PAUSED" or "BUILD" or "REBOOT").ShouldAllBe(move => move.Kind != MoveKind.ColdMigrate));

    [Fact]
    public void The_scope_none_moves_nothing() => Always((random, _) =>
    {
        var plan = DrainPlanner.Plan(random.Cloud, "h0", random.Instances, random.Policy with { Instances = InstanceScope.None }, random.Options);
        plan.Feasible.ShouldBeTrue();
        plan.Moves.ShouldAllBe(move => move.Kind == MoveKind.Leave && move.Destination == null);
    });

    [Fact]
    public void Every_blocker_says_why() => Always((_, plan) => plan.Blockers.ShouldAllBe(blocker => blocker.Reason.Length > 10));

    [Fact]
    public void A_feasible_plan_says_how_long_it_lasts_and_never_less_than_its_bound_or_its_longest_move() => Always((_, plan) =>
    {
        (plan.Duration is not null).ShouldBe(plan.Feasible);
        if (plan.Duration is { } duration)
            duration.Seconds.ShouldBeGreaterThanOrEqualTo(Math.Max(duration.AtLeastSeconds, plan.Moves.Max(move => move.EstimatedSeconds) ?? 0));
    });
}
