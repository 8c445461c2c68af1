using Respite.OpenStack.Compute;
using Respite.Planning.Model;
using Respite.Server.Inventory;

namespace Respite.Server.Tests.Inventory;

public sealed class FlavorResourcesTests
{
    [Fact]
    public void Root_ephemeral_and_swap_disks_are_all_the_hosts() =>
        FlavorResources.Of(Flavor(), volumeBacked: false).ShouldBe(ResourceVector.Of(("VCPU", 2), ("MEMORY_MB", 4096), ("DISK_GB", 20 + 5 + 2)));

    [Fact]
    public void A_volume_backed_server_uses_no_root_disk() =>
        FlavorResources.Of(Flavor(), volumeBacked: true).ShouldBe(ResourceVector.Of(("VCPU", 2), ("MEMORY_MB", 4096), ("DISK_GB", 5 + 2)));

    [Fact]
    public void Extra_specs_override_and_add() =>
        FlavorResources.Of(Flavor(("resources:VCPU", "0"), ("resources:PCPU", "2"), ("resources:CUSTOM_FPGA", "1"), ("resources1:VGPU", "1"), ("resources2:VGPU", "1")), volumeBacked: true)
            .ShouldBe(ResourceVector.Of(("PCPU", 2), ("MEMORY_MB", 4096), ("DISK_GB", 7), ("CUSTOM_FPGA", 1), ("VGPU", 2)));

    [Fact]
    public void Dedicated_CPUs_are_PCPU() =>
        FlavorResources.Of(Flavor(("hw:cpu_policy", "dedicated")), volumeBacked: true).ShouldBe(ResourceVector.Of(("PCPU", 2), ("MEMORY_MB", 4096), ("DISK_GB", 7)));

    private static Flavor Flavor(params (string Key, string Value)[] specs) => new("f", 2, 4096, 20, 5, 1025, specs.ToDictionary(s => s.Key, s => s.Value));
}
