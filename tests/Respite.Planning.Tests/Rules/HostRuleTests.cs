using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Rules;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class HostRuleTests
{
    private static readonly InstanceSnapshot Vm = Instance("a");

    [Fact]
    public void An_enabled_host_that_is_up_is_allowed() => Cloud(Host("h1")).Check(Vm).Refused.ShouldBeFalse();

    [Fact]
    public void The_drained_host_itself_is_refused() => Cloud(Host("h1")).WhyNot(Vm, "h0").ShouldBe("h0 is the host that is drained");

    [Fact]
    public void A_disabled_host_is_refused_with_its_reason() =>
        Cloud(Host("h1") with { Enabled = false, DisabledReason = "disk swap" }).WhyNot(Vm).ShouldBe("h1 is disabled (disk swap)");

    [Fact]
    public void A_host_that_is_down_is_refused() => Cloud(Host("h1") with { Up = false }).WhyNot(Vm).ShouldBe("h1 is down");

    [Fact]
    public void A_host_in_maintenance_is_refused() => Cloud(Host("h1") with { InMaintenance = true }).WhyNot(Vm).ShouldBe("h1 is in maintenance");

    [Fact]
    public void A_host_that_is_drained_as_well_is_refused() =>
        Cloud(Host("h1")).WhyNot(Vm, options: new PlanOptions { OtherDrainingHosts = new HashSet<string> { "h1" } }).ShouldBe("h1 is drained as well");

    [Fact]
    public void A_host_that_placement_shows_disabled_is_refused_though_its_service_is_enabled() =>
        Cloud(Host("h1") with { Traits = new HashSet<string> { "COMPUTE_STATUS_DISABLED" } }).WhyNot(Vm)!.ShouldContain("COMPUTE_STATUS_DISABLED");

    [Fact]
    public void A_destination_that_has_refused_the_instance_is_refused_for_it_and_for_no_other()
    {
        var options = new PlanOptions { ExcludedDestinations = new Dictionary<string, IReadOnlySet<string>> { ["a"] = new HashSet<string> { "h1" } } };
        Cloud(Host("h1")).WhyNot(Vm, options: options)!.ShouldContain("already been refused");
        Cloud(Host("h1")).Check(Instance("b"), options: options).Refused.ShouldBeFalse();
    }

    [Theory]
    [InlineData("QEMU", "QEMU", null, false)]
    [InlineData("QEMU", "hyperv", null, true)]
    [InlineData("QEMU", null, "hyperv", false)]
    [InlineData(null, "QEMU", "kvm", false)]
    [InlineData(null, "QEMU", "xen", true)]
    public void The_hypervisor_must_be_of_the_sources_and_of_the_images_type_where_known(string? source, string? host, string? image, bool refused)
    {
        var cloud = new CloudSnapshot { Hosts = [Host("h0") with { HypervisorType = source }, Host("h1") with { HypervisorType = host }] };
        var vm = image is null ? Vm : Vm with { ImageProperties = new Dictionary<string, string> { ["img_hv_type"] = image } };
        cloud.Check(vm).Refused.ShouldBe(refused);
    }

    [Theory]
    [InlineData("x86_64", "aarch64", true)]
    [InlineData("amd64", "x86_64", false)]
    [InlineData("arm64", "aarch64", false)]
    public void The_architecture_must_be_the_images(string image, string host, bool refused) =>
        Cloud(Host("h1") with { Cpu = new CpuSnapshot(host, null, null, new HashSet<string>()) })
            .Check(Vm with { ImageProperties = new Dictionary<string, string> { ["hw_architecture"] = image } }).Refused.ShouldBe(refused);

    [Fact]
    public void Every_rule_says_what_of_nova_it_mirrors() => PlacementRules.Ordered.ShouldAllBe(rule => rule.Mirrors.Length > 0);
}
