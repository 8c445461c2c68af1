using Respite.Planning.Model;

namespace Respite.Planning.Tests.Model;

public sealed class DrainPolicyTests
{
    [Fact]
    public void The_defaults_are_valid() => new DrainPolicy().Validate().ShouldBeEmpty();

    [Fact]
    public void Every_error_is_named_at_once_by_its_json_key()
    {
        var errors = new DrainPolicy
        {
            MaxMovesPerCloud = 0, MaxMovesPerZone = -1, MaxAttempts = 0, WaitSeconds = -1, Instances = (InstanceScope)9,
            Ladder = [LadderRung.ForceComplete], Destinations = DestinationChoice.Scheduler, SpareHosts = ["h9", " "], RequireTransportConfirmed = true,
            LinkMbps = 0, HostLinkMbps = new Dictionary<string, int> { ["h1"] = 0, ["h2"] = 1 },
        }.Validate();
        errors.Select(error => error.Key).Distinct().ShouldBe(
            ["max_moves_per_cloud", "max_moves_per_zone", "max_attempts", "wait_seconds", "instances", "ladder", "spare_hosts", "transport_confirmed", "link_mbps", "host_link_mbps"],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData(LadderRung.ForceComplete)]
    [InlineData(LadderRung.ColdMigrate)]
    public void A_rung_that_stops_the_guest_needs_allow_downtime(LadderRung rung)
    {
        var policy = new DrainPolicy { Ladder = [rung, LadderRung.Ask] };
        policy.Validate().ShouldHaveSingleItem().Remedy.ShouldContain("allow_downtime");
        (policy with { AllowDowntime = true }).Validate().ShouldBeEmpty();
    }

    [Fact]
    public void Ask_is_the_last_rung_and_only_that()
    {
        new DrainPolicy { Ladder = [LadderRung.Abort] }.Validate().ShouldHaveSingleItem();
        new DrainPolicy { Ladder = [LadderRung.Ask, LadderRung.Ask] }.Validate().ShouldHaveSingleItem();
        new DrainPolicy { Ladder = [] }.Validate().ShouldHaveSingleItem();
    }
}
