using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Execution;

public sealed class ScheduleTests
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(4);

    private static VirtualReplica With(int instances) => new(build =>
    {
        for (var i = 1; i <= instances; i++)
            build.AddInstance(new InstanceSpec($"vm-{i}") { Host = VirtualReplica.Host, Flavor = "m1.large" });
    });

    [Fact]
    public async Task It_begins_when_it_may_and_not_before_whichever_replica_is_alive_then()
    {
        await using var replica = With(1);
        var at = replica.Now.AddDays(3);
        replica.Begin(m => m with { NotBefore = at });
        replica.RunUntil(_ => false, TimeSpan.FromDays(1)).ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MaintenanceState.Pending), m => m.StateReason.ShouldStartWith("begins at "), m => HostModes.Of(m, replica.Now).ShouldBe(HostMode.NotInMaintenance));
        replica.Replace();
        var held = replica.RunUntil(m => m.State == MaintenanceState.InMaintenance, Days);
        held.State.ShouldBe(MaintenanceState.InMaintenance);
        held.StateSince.ShouldBeInRange(at, at.AddMinutes(30));
        replica.Cloud.History.Where(h => h.Method is "PUT" or "POST" && h.Service == "compute").ShouldAllBe(h => h.At >= at);
    }

    [Fact]
    public async Task What_has_not_begun_when_its_window_ends_does_not_begin_and_says_so()
    {
        await using var replica = With(1);
        replica.Begin(m => m with { NotBefore = replica.Now.AddHours(1), NotAfter = replica.Now.AddHours(2) });
        replica.RunUntil(_ => false, TimeSpan.FromMinutes(30));
        replica.Pass(TimeSpan.FromHours(3));
        var missed = replica.RunUntil(m => m.State.IsFinal(), TimeSpan.FromHours(1));
        (missed.State, missed.Refused).ShouldBe((MaintenanceState.Failed, false));
        missed.StateReason.ShouldStartWith("it has not begun, nothing was touched: its window ended at ");
        replica.Cloud.Hosts.Single(h => h.Name == VirtualReplica.Host).Enabled.ShouldBeTrue();

        replica.Command(Commands.Retry);
        replica.RunUntil(m => m.State == MaintenanceState.InMaintenance, TimeSpan.FromHours(1)).State.ShouldBe(MaintenanceState.InMaintenance);
    }

    [Fact]
    public async Task When_the_window_ends_what_runs_ends_nothing_new_starts_and_resume_goes_on()
    {
        await using var replica = With(4);
        replica.Begin(m => m with { Policy = new DrainPolicy { MaxMovesPerCloud = 1 } });
        replica.RunUntil(_ => replica.Moves.Any(v => v.State == MoveState.Running), TimeSpan.FromHours(1));
        var end = replica.Now.AddSeconds(2);
        replica.Command((m, _, _) => new(m with { NotAfter = end }, []));
        var paused = replica.RunUntil(m => m.State == MaintenanceState.Paused && replica.Moves.All(v => !v.State.IsInFlight()), TimeSpan.FromHours(1));
        paused.State.ShouldBe(MaintenanceState.Paused);
        replica.RunUntil(_ => false, TimeSpan.FromMinutes(5)).StateReason.ShouldStartWith("paused: its window ended at ");
        replica.Moves.Count(v => v.State == MoveState.Done).ShouldBe(1);
        replica.Moves.ShouldAllBe(v => v.SubmittedAt == null || v.SubmittedAt <= end);

        replica.Command((m, moves, now) => Commands.Resume(m, moves, [], now));
        var held = replica.RunUntil(m => m.State == MaintenanceState.InMaintenance, TimeSpan.FromHours(2));
        (held.State, held.NotAfter).ShouldBe((MaintenanceState.InMaintenance, null));
    }
}
