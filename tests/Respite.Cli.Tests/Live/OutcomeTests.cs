using Respite.Cli.Api;
using Respite.Cli.Live;

namespace Respite.Cli.Tests.Live;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData(new[] { 0, 0 }, 0)]
    [InlineData(new[] { 3, 3 }, 3)]
    [InlineData(new[] { 3, 0 }, 1)]
    [InlineData(new[] { 0, 4 }, 4)]
    [InlineData(new[] { 4, 1 }, 1)]
    public void Refused_of_several_means_that_nothing_was_touched_anywhere(int[] codes, int together) =>
        Outcome.Together(codes).ShouldBe(together);

    [Theory]
    [InlineData("pending")]
    [InlineData("planning")]
    [InlineData("cordoning")]
    [InlineData("draining")]
    [InlineData("verifying")]
    [InlineData("paused")]
    [InlineData("cancelling")]
    public void What_is_under_way_is_watched_on(string state) =>
        Outcome.Of(new Maintenance { State = state }, Goal.InMaintenance).ShouldBeNull();

    [Fact]
    public void A_return_that_was_called_off_is_not_a_success() =>
        Outcome.Of(new Maintenance { State = "in_maintenance" }, Goal.Completed).ShouldBe(ExitCode.Error);

    [Fact]
    public void A_refusal_for_the_hosts_own_sake_names_no_instance()
    {
        var plan = new Plan { Blockers = [new Undecided { InstanceId = null, Reason = "no other host is up" }] };
        Outcome.Sentences(new Maintenance { Host = "h", State = "failed", Refused = true, Plan = plan }).Last().ShouldBe("  no other host is up");
    }
}
