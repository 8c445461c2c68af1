using FsCheck;
using FsCheck.Fluent;
using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

public sealed class RunningInstanceTests
{
    private static readonly DrainPolicy Default = new();
    private static readonly DrainPolicy Downtime = new() { AllowDowntime = true };
    private static readonly DrainPolicy GoesCold = Downtime with { Unmovable = UnmovableChoice.Cold };

    private static readonly InstanceSnapshot Plain = Instance("a") with { ComputeMinor = 93 };
    private static readonly InstanceSnapshot Sev = Plain with { FlavorExtraSpecs = new Dictionary<string, string> { ["hw:mem_encryption"] = "1" } };
    private static readonly InstanceSnapshot Fpga = Plain with { FlavorExtraSpecs = new Dictionary<string, string> { ["accel:device_profile"] = "fpga" } };
    private static readonly InstanceSnapshot Direct = Plain with { Attachments = new() { VnicTypes = ["direct"] } };
    private static readonly InstanceSnapshot Encrypted = Plain with { Attachments = new() { HasEncryptedVolumes = true } };
    private static readonly InstanceSnapshot Numa = Plain with { FlavorExtraSpecs = new Dictionary<string, string> { ["hw:numa_nodes"] = "2" } };

    private static InstanceSnapshot Says(InstanceSnapshot instance, string word) => instance with { Metadata = new Dictionary<string, string> { ["respite:policy"] = word } };

    private static (StateVerdict, MoveKind) Way(InstanceSnapshot instance, DrainPolicy policy) => InstanceStates.Decide(instance, policy) is var d ? (d.Verdict, d.Kind) : default;

    private static readonly (StateVerdict, MoveKind) GoesLive = (StateVerdict.Move, MoveKind.LiveMigrate);
    private static readonly (StateVerdict, MoveKind) Cold = (StateVerdict.Move, MoveKind.ColdMigrate);
    private static readonly (StateVerdict, MoveKind) Person = (StateVerdict.NeedsPerson, MoveKind.Leave);
    private static readonly (StateVerdict, MoveKind) Stays = (StateVerdict.Leave, MoveKind.Leave);

    [Fact]
    public void What_Nova_cannot_live_migrate_is_asked_about_gone_cold_with_or_left_as_the_policy_says()
    {
        Way(Sev, Default).ShouldBe(Person);
        Way(Sev, Downtime).ShouldBe(Person);
        Way(Sev, GoesCold).ShouldBe(Cold);
        Way(Sev, GoesCold with { AllowDowntime = false }).ShouldBe(Person);
        Way(Sev, Default with { Unmovable = UnmovableChoice.Leave }).ShouldBe(Stays);
        InstanceStates.Decide(Sev, Default).Reason.ShouldContain("SEV");
    }

    [Fact]
    public void What_Nova_migrates_in_no_way_goes_in_none()
    {
        Way(Fpga, GoesCold).ShouldBe(Person);
        Way(Says(Fpga, "cold"), GoesCold).ShouldBe(Person);
        Way(Fpga with { Status = "SHUTOFF" }, GoesCold).ShouldBe(Person);
        Way(Fpga with { Status = "SHUTOFF" }, Default with { Unmovable = UnmovableChoice.Leave }).ShouldBe(Stays);
    }

    [Fact]
    public void What_has_an_encrypted_volume_goes_live_and_never_cold_unless_its_key_can_be_read()
    {
        Way(Encrypted, Default).ShouldBe(GoesLive);
        InstanceStates.Decide(Encrypted, Downtime).ShouldSatisfyAllConditions(d => d.LiveOnly!.ShouldContain("ERROR"), d => d.Estimate!.ShouldContain("encrypted volume"));
        Way(Says(Encrypted, "cold"), Downtime).ShouldBe(Person);
        Way(Encrypted with { Status = "SHUTOFF" }, Downtime).ShouldBe(Person);
        Way(Says(Encrypted, "cold"), Downtime with { VolumeKeysReadable = true }).ShouldBe(Cold);
        Way(Encrypted with { Status = "SHUTOFF" }, Default with { VolumeKeysReadable = true }).ShouldBe(Cold);
        InstanceStates.Decide(Encrypted, Default with { VolumeKeysReadable = true }).Estimate.ShouldBeNull();
    }

    [Fact]
    public void A_paused_one_is_never_sent_cold()
    {
        Way(Sev with { Status = "PAUSED" }, GoesCold).ShouldBe(Person);
        Way(Says(Plain with { Status = "PAUSED" }, "cold"), GoesCold).ShouldBe(GoesLive);
    }

    [Fact]
    public void A_guest_that_would_notice_is_live_migrated_only_where_somebody_agrees()
    {
        Way(Direct, Default).ShouldBe(Person);
        Way(Direct, Default with { Unmovable = UnmovableChoice.Leave }).ShouldBe(Stays);
        Way(Direct, Downtime).ShouldBe(GoesLive);
        Way(Says(Direct, "live"), Default).ShouldBe(GoesLive);
    }

    [Fact]
    public void The_owners_cold_is_consent_to_its_own_downtime_the_flavors_is_not()
    {
        Way(Says(Plain, "cold"), Default).ShouldBe(Cold);
        Way(Says(Plain, "cold"), Default with { OwnerWords = [] }).ShouldBe(GoesLive);
        var flavor = Plain with { FlavorExtraSpecs = new Dictionary<string, string> { ["respite:policy"] = "cold" } };
        Way(flavor, Default).ShouldBe(Person);
        Way(flavor, Downtime).ShouldBe(Cold);
        Way(Plain, Downtime with { Words = new Dictionary<string, Word> { ["vm-a"] = Word.Cold } }).ShouldBe(Cold);
    }

    [Fact]
    public void Live_is_kept_to_whatever_the_policy_would_do_instead()
    {
        Way(Says(Sev, "live"), GoesCold).ShouldBe(Person);
        InstanceStates.Decide(Says(Plain, "live"), Downtime).LiveOnly.ShouldNotBeNull();
        InstanceStates.Decide(Plain, Downtime).LiveOnly.ShouldBeNull();
    }

    [Theory]
    [InlineData("ACTIVE")]
    [InlineData("PAUSED")]
    [InlineData("SHUTOFF")]
    [InlineData("SHELVED")]
    public void Ask_holds_what_would_move_and_skip_leaves_it(string status)
    {
        var policy = Default with { OwnerWords = Enum.GetValues<Word>() };
        Way(Says(Plain with { Status = status }, "ask"), policy).ShouldBe(Person);
        Way(Says(Plain with { Status = status }, "skip"), policy).ShouldBe(Stays);
    }

    [Fact]
    public void What_the_operator_accepts_is_left_whatever_is_said_of_it() =>
        Way(Says(Plain, "cold"), Default with { Accept = ["vm-a"], Words = new Dictionary<string, Word> { ["vm-a"] = Word.Live } }).ShouldBe(Stays);

    [Fact]
    public void What_only_Nova_can_check_is_an_estimate_and_says_why()
    {
        InstanceStates.Decide(Numa, Default).Estimate!.ShouldContain("NUMA");
        InstanceStates.Decide(Numa with { Status = "SHUTOFF" }, Default).Estimate.ShouldNotBeNull();
        InstanceStates.Decide(Plain, Default).Estimate.ShouldBeNull();
    }

    [Fact]
    public void Whatever_is_said_and_asked_for_nothing_that_runs_is_stopped_without_consent() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var instance = SpokenOf.Random(random);
        var policy = SpokenOf.Policy(random);
        if (InstanceStates.Decide(instance, policy) is not { Kind: MoveKind.ColdMigrate or MoveKind.Stop, Verdict: StateVerdict.Move } decision || instance.Status == "SHUTOFF")
            return;
        instance.Status.ShouldBe("ACTIVE");
        var (word, said) = decision.Kind == MoveKind.Stop ? (Word.Stop, "stop") : (Word.Cold, "cold");
        var owner = SpokenOf.OwnerSays(instance, said) && policy.OwnerWords.Contains(word);
        var chosen = (word == Word.Cold && policy.Unmovable == UnmovableChoice.Cold) || policy.Words.Values.Contains(word) || policy.ProjectWords.Values.Contains(word)
            || instance.FlavorExtraSpecs.GetValueOrDefault("respite:policy") == said;
        (owner || (policy.AllowDowntime && chosen)).ShouldBeTrue(decision.Reason);
        policy.Accept.ShouldNotContain(instance.Name);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
}
