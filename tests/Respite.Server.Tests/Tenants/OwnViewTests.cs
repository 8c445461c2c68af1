using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Tenants;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Tenants;

public sealed class OwnViewTests
{
    [Fact]
    public void Whatever_a_move_is_like_its_owner_is_told_in_words_of_our_own()
    {
        foreach (var state in Enum.GetValues<MoveState>())
        {
            foreach (var kind in Enum.GetValues<MoveKind>())
            {
                var move = Some.Move(state, kind) with { Destination = "compute-02", Reason = "compute-02 refused it", Fault = "of compute-02", Zone = "compute-zone", Excluded = ["compute-03"] };
                var own = OwnView.Of(move, Some.Now);
                own.ToString().ShouldNotContain("compute");
                own.Message.ShouldEndWith(".");
            }
        }
    }

    [Theory]
    [InlineData(MoveState.Waiting, MoveKind.LiveMigrate, OwnState.Planned, 60)]
    [InlineData(MoveState.Submitting, MoveKind.ColdMigrate, OwnState.UnderWay, 30)]
    [InlineData(MoveState.Confirming, MoveKind.ColdMigrate, OwnState.UnderWay, 30)]
    [InlineData(MoveState.Failed, MoveKind.LiveMigrate, OwnState.Delayed, 300)]
    [InlineData(MoveState.Retrying, MoveKind.LiveMigrate, OwnState.Delayed, 300)]
    [InlineData(MoveState.Done, MoveKind.LiveMigrate, OwnState.Done, null)]
    [InlineData(MoveState.Left, MoveKind.Leave, OwnState.Stays, null)]
    [InlineData(MoveState.Waiting, MoveKind.Leave, OwnState.Stays, null)]
    public void A_state_is_told_with_when_to_ask_again(MoveState state, MoveKind kind, OwnState told, int? after)
    {
        var own = OwnView.Of(Some.Move(state, kind), Some.Now);
        (own.State, own.RetryAfterSeconds).ShouldBe((told, after));
    }

    [Fact]
    public void What_copies_says_how_long_it_has_left()
    {
        var own = OwnView.Of(Some.Running() with { Progress = 25 }, Some.Now.AddSeconds(20));
        (own.ExpectedSeconds, own.RetryAfterSeconds, own.BeganAt).ShouldBe((60, 60, Some.Now));
    }

    [Fact]
    public void What_is_stopped_for_the_work_says_so_until_it_is_started_again()
    {
        var stopped = Some.Move(MoveState.Left, MoveKind.Stop) with { Attempt = 1, Stopped = true };
        OwnView.Of(stopped, Some.Now).State.ShouldBe(OwnState.Stopped);
        OwnView.Of(stopped with { Stopped = false }, Some.Now).State.ShouldBe(OwnState.Done);
        OwnView.Of(Some.Move(MoveState.Left, MoveKind.Stop), Some.Now).State.ShouldBe(OwnState.Stays, "nobody has stopped it");
    }

    [Fact]
    public void Before_a_schedule_asking_again_is_worth_it_within_the_hour()
    {
        OwnView.Of(Planned, Some.Now.AddDays(2), null, Some.Now).RetryAfterSeconds.ShouldBe(3600);
        OwnView.Of(Planned, Some.Now.AddSeconds(90), null, Some.Now).RetryAfterSeconds.ShouldBe(90);
        OwnView.Of(Planned, Some.Now.AddSeconds(-90), null, Some.Now).RetryAfterSeconds.ShouldBe(5);
    }

    [Fact]
    public void What_happens_now_is_shown_before_what_comes_and_that_before_what_was()
    {
        var (now, soon, later) = (OwnView.Of(Some.Running(), Some.Now), OwnView.Of(Planned, Some.Now.AddDays(1), null, Some.Now), OwnView.Of(Planned, Some.Now.AddDays(2), null, Some.Now));
        var was = OwnView.Of(Some.Move(MoveState.Done) with { FinishedAt = Some.Now }, Some.Now);
        OwnView.Foremost([was, later, soon, now]).ShouldBe(now);
        OwnView.Foremost([was, later, soon]).ShouldBe(soon);
        OwnView.Foremost([was with { FinishedAt = Some.Now.AddDays(-1) }, was]).ShouldBe(was);
    }

    private static PlannedMove Planned => new() { InstanceId = "i-1", InstanceName = "vm-1", Status = "ACTIVE", Kind = MoveKind.LiveMigrate, Reason = "fits on compute-02", Destination = "compute-02" };
}
