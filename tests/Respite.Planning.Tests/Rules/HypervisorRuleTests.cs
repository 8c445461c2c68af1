using Respite.Planning.Model;
using Respite.Planning.Rules;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class HypervisorRuleTests
{
    [Theory]
    [InlineData("ACTIVE", 7_000_000, true)]
    [InlineData("ACTIVE", 8_000_000, false)]
    [InlineData("ACTIVE", 9_000_000, false)]
    [InlineData("SHUTOFF", 7_000_000, false)]
    public void A_running_guest_goes_to_no_older_hypervisor(string status, long version, bool refused) =>
        From(Host("h0") with { HypervisorVersion = 8_000_000 }, Host("h1") with { HypervisorVersion = version }).Check(Instance("a", status: status)).Refused.ShouldBe(refused);

    [Theory]
    [InlineData("ACTIVE", true)]
    [InlineData("SHUTOFF", false)]
    public void A_running_guest_does_not_change_the_CPUs_vendor(string status, bool refused) =>
        From(Host("h0") with { Cpu = Cpu("Intel") }, Host("h1") with { Cpu = Cpu("AMD") }).Check(Instance("a", status: status)).Refused.ShouldBe(refused);

    [Fact]
    public void A_CPU_that_lacks_features_costs_and_says_that_it_is_an_estimate()
    {
        var (room, context) = From(Host("h0") with { Cpu = Cpu("Intel", "avx2", "avx512f") }, Host("h1") with { Cpu = Cpu("Intel", "avx2") }).Pair("h1");
        var result = CpuFeaturesRule.Check(Instance("a"), room, context);
        result.Outcome.ShouldBe(RuleOutcome.Penalise);
        result.Reason!(Instance("a"), room, context).ShouldBe("h1's CPU (model) lacks avx512f of h0's: it may refuse vm-a (estimate)");
        CpuFeaturesRule.Check(Instance("a", status: "SHUTOFF"), room, context).Outcome.ShouldBe(RuleOutcome.Allow);
    }

    [Fact]
    public void More_features_cost_nothing()
    {
        var (room, context) = From(Host("h0") with { Cpu = Cpu("Intel", "avx2") }, Host("h1") with { Cpu = Cpu("Intel", "avx2", "avx512f") }).Pair("h1");
        CpuFeaturesRule.Check(Instance("a"), room, context).Outcome.ShouldBe(RuleOutcome.Allow);
    }

    [Theory]
    [InlineData("8", ">= 7", false)]
    [InlineData("8", ">= 9", true)]
    [InlineData(null, ">= 9", true)]
    public void A_capability_must_match_and_one_that_is_not_told_does_not(string? value, string requirement, bool refused) =>
        Cloud(Host("h1") with { Capabilities = value is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["hypervisor_version"] = value } })
            .Check(Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { ["capabilities:hypervisor_version"] = requirement } }).Refused.ShouldBe(refused);

    [Theory]
    [InlineData("os:secure_boot", "required", "COMPUTE_SECURITY_UEFI_SECURE_BOOT")]
    [InlineData("hw:tpm_version", "1.2", "COMPUTE_SECURITY_TPM_1_2")]
    [InlineData("hw:tpm_version", "2.0", "COMPUTE_SECURITY_TPM_2_0")]
    [InlineData("hw:cpu_thread_policy", "require", "HW_CPU_HYPERTHREADING")]
    [InlineData("hw:pci_numa_affinity_policy", "socket", "COMPUTE_SOCKET_PCI_NUMA_AFFINITY")]
    [InlineData("accel:device_profile", "fpga", "COMPUTE_ACCELERATORS")]
    public void What_Nova_translates_to_a_trait_is_required(string key, string value, string trait)
    {
        var asking = Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { [key] = value } };
        Cloud(Host("h1")).Check(asking).Refused.ShouldBeTrue();
        Cloud(Host("h1") with { Traits = new HashSet<string> { trait } }).Check(asking).Refused.ShouldBeFalse();
    }

    [Fact]
    public void A_guest_that_must_not_share_cores_goes_to_no_host_with_threads() =>
        Cloud(Host("h1") with { Traits = new HashSet<string> { "HW_CPU_HYPERTHREADING" } })
            .Check(Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { ["hw:cpu_thread_policy"] = "isolate" } }).Refused.ShouldBeTrue();

    private static CloudSnapshot From(HostSnapshot source, HostSnapshot other) => new() { Hosts = [source, other] };

    private static CpuSnapshot Cpu(string vendor, params string[] features) => new("x86_64", vendor, "model", features.ToHashSet());
}
