using Respite.Server.Execution.Hosts;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Hosts;

public sealed class CordonWordsTests
{
    private static Maintenance Found(bool enabled, string? reason) =>
        Some.Maintenance() with { Reason = "new memory", CordonIntended = true, Original = new OriginalService(enabled, reason) };

    private static ServiceView Cordoned(Maintenance m) => new("s", false, true, CordonWords.ReasonOf(m));

    [Fact]
    public void The_reason_names_the_maintenance_and_fits()
    {
        var m = Found(true, null);
        CordonWords.ReasonOf(m).ShouldBe("respite: maintenance m-1 (new memory)");
        CordonWords.ReasonOf(m with { Reason = new string('x', 500) }).Length.ShouldBe(255);
        CordonWords.IsOurs(Cordoned(m), m).ShouldBeTrue();
        CordonWords.IsOurs(Cordoned(m) with { Enabled = true }, m).ShouldBeFalse();
    }

    [Fact]
    public void A_reason_by_which_the_host_is_known_is_ours_as_well()
    {
        var m = Found(true, null) with { CordonReason = "watcher_maintaining" };
        CordonWords.ReasonOf(m).ShouldBe("watcher_maintaining");
        CordonWords.IsOurs(Cordoned(m), m).ShouldBeTrue();
        CordonWords.IsOurs(Cordoned(m) with { DisabledReason = "operator: smoke" }, m).ShouldBeFalse();
        CordonWords.Found(Cordoned(m), m).ShouldBe(new OriginalService(true, null), "left by one whose record is lost");
        CordonWords.Found(Cordoned(m), m with { CordonReason = null }).ShouldBe(new OriginalService(false, "watcher_maintaining"));
    }

    [Fact]
    public void A_host_that_was_enabled_is_enabled_again() =>
        CordonWords.Restore(Found(true, null), Cordoned(Found(true, null))).Kind.ShouldBe(ServiceChangeKind.Enable);

    [Fact]
    public void A_host_that_an_operator_had_disabled_gets_his_reason_back() =>
        CordonWords.Restore(Found(false, "operator: disk swap"), Cordoned(Found(true, null))).ShouldBe(new ServiceChange(ServiceChangeKind.Disable, "operator: disk swap"));

    [Fact]
    public void A_host_that_had_disabled_itself_is_enabled() =>
        CordonWords.Restore(Found(false, "AUTO: Connection to libvirt lost"), Cordoned(Found(true, null))).Kind.ShouldBe(ServiceChangeKind.Enable);

    [Fact]
    public void What_somebody_else_has_set_since_stays()
    {
        CordonWords.Restore(Found(true, null), new ServiceView("s", false, true, "operator: smoke")).Kind.ShouldBe(ServiceChangeKind.None);
        CordonWords.Restore(Found(true, null) with { CordonIntended = false }, Cordoned(Found(true, null))).Kind.ShouldBe(ServiceChangeKind.None);
    }
}
