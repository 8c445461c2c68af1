using Respite.Planning.Model;
using Respite.Planning.Movability;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Movability;

public sealed class HindranceTests
{
    private const int Zed = 93;

    private static InstanceSnapshot With(int minor, string[] flavor, string[]? image = null, string[]? ports = null) => Instance("a") with
    {
        ComputeMinor = minor,
        FlavorExtraSpecs = flavor.Select(said => said.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
        ImageProperties = (image ?? []).Select(said => said.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
        Attachments = new() { VnicTypes = ports ?? [] },
    };

    /// <summary>Rows: compute 2.N, what the flavor says, live, whether cold is forbidden, whether its destination is an estimate, Nova's check.</summary>
    [Theory]
    [InlineData(Zed, "hw:mem_encryption=True", Hinders.Forbids, false, false, "reject_sev_instances")]
    [InlineData(104, "hw:mem_encryption=yes", Hinders.Forbids, false, false, "reject_sev_instances")]
    [InlineData(Zed, "hw:tpm_version=2.0", Hinders.Forbids, true, false, "reject_vtpm_instances")]
    [InlineData(Zed, "hw:tpm_version=2.0;hw:tpm_secret_security=host", Hinders.Forbids, true, false, "reject_vtpm_instances")]
    [InlineData(103, "hw:tpm_version=2.0;hw:tpm_secret_security=user", Hinders.Forbids, true, false, "reject_vtpm_instances")]
    [InlineData(103, "hw:tpm_version=2.0;hw:tpm_secret_security=host", Hinders.Not, false, true, "reject_vtpm_instances")]
    [InlineData(Zed, "accel:device_profile=fpga", Hinders.Forbids, true, false, "block_accelerators")]
    [InlineData(Zed, "pci_passthrough:alias=gpu:1", Hinders.Forbids, false, true, "_check_can_migrate_pci")]
    [InlineData(100, "pci_passthrough:alias=gpu:1", Hinders.Not, false, true, "_check_can_migrate_pci")]
    [InlineData(Zed, "resources:VGPU=1", Hinders.Forbids, false, false, "virtual GPUs")]
    [InlineData(79, "resources1:VGPU=1", Hinders.Forbids, true, false, "virtual GPUs")]
    [InlineData(96, "resources_GPU:VGPU=1", Hinders.Not, false, true, "virtual GPUs")]
    [InlineData(79, "hw:pmem=4GB", Hinders.Forbids, false, false, "_check_can_migrate_specific_resources")]
    [InlineData(Zed, "hw:pmem=4GB", Hinders.Not, false, true, "_check_can_migrate_specific_resources")]
    [InlineData(72, "hw:numa_nodes=2", Hinders.Forbids, false, true, "_check_instance_has_no_numa")]
    [InlineData(Zed, "hw:numa_nodes=2", Hinders.Not, false, true, "_check_instance_has_no_numa")]
    [InlineData(Zed, "hw:cpu_policy=dedicated", Hinders.Not, false, true, "NUMATopologyFilter")]
    [InlineData(Zed, "hw:cpu_policy=mixed", Hinders.Not, false, true, "NUMATopologyFilter")]
    [InlineData(Zed, "hw:mem_page_size=large", Hinders.Not, false, true, "NUMATopologyFilter")]
    [InlineData(Zed, "hw:cpu_realtime=yes", Hinders.Not, false, true, "NUMATopologyFilter")]
    [InlineData(Zed, "resources:PCPU=4", Hinders.Not, false, true, "NUMATopologyFilter")]
    public void What_a_flavor_asks_for_decides_how_it_can_move(int minor, string flavor, Hinders live, bool forbidsCold, bool estimate, string mirrors)
    {
        var instance = With(minor, flavor.Split(';'));
        var found = Single(instance, mirrors);
        (found.Live, found.ForbidsCold, found.Estimate is not null).ShouldBe((live, forbidsCold, estimate));
        found.Why.ShouldStartWith("has ");
    }

    [Theory]
    [InlineData(Zed, "direct", Hinders.Interrupts, false, true)]
    [InlineData(Zed, "direct-physical", Hinders.Interrupts, false, true)]
    [InlineData(Zed, "remote-managed", Hinders.Interrupts, false, true)]
    [InlineData(Zed, "macvtap", Hinders.Not, false, true)]
    [InlineData(Zed, "virtio-forwarder", Hinders.Not, false, true)]
    [InlineData(72, "direct", Hinders.Forbids, false, true)]
    [InlineData(72, "macvtap", Hinders.Forbids, false, true)]
    [InlineData(90, "vdpa", Hinders.Forbids, true, false)]
    [InlineData(Zed, "vdpa", Hinders.Interrupts, false, true)]
    [InlineData(Zed, "accelerator-direct", Hinders.Forbids, true, false)]
    [InlineData(Zed, "accelerator-direct-physical", Hinders.Forbids, true, false)]
    public void A_ports_kind_decides_how_it_can_move(int minor, string port, Hinders live, bool forbidsCold, bool estimate)
    {
        var found = Of(With(minor, [], ports: [port])).Hindrances.ShouldHaveSingleItem();
        (found.Live, found.ForbidsCold, found.Estimate is not null).ShouldBe((live, forbidsCold, estimate));
    }

    [Theory]
    [InlineData("hw_mem_encryption=true", "reject_sev_instances")]
    [InlineData("hw_tpm_version=2.0", "reject_vtpm_instances")]
    [InlineData("hw_mem_page_size=2MB", "NUMATopologyFilter")]
    [InlineData("hw_numa_nodes=2", "NUMATopologyFilter")]
    [InlineData("hw_cpu_policy=dedicated", "NUMATopologyFilter")]
    public void An_image_asks_as_well(string image, string mirrors) => Single(With(98, [], [image]), mirrors);

    [Theory]
    [InlineData("hw:mem_encryption=false")]
    [InlineData("hw:cpu_policy=shared")]
    [InlineData("hw:cpu_realtime=no")]
    [InlineData("resources:VGPU=0")]
    [InlineData("hw:watchdog_action=reset")]
    [InlineData("trait:HW_CPU_X86_AVX2=required")]
    public void What_asks_for_nothing_special_hinders_nothing(string flavor) => Of(With(72, [flavor])).Hindrances.ShouldBeEmpty();

    [Fact]
    public void Disks_and_firmware_hinder_nothing() =>
        Of(With(72, [], ["hw_firmware_type=uefi", "os_secure_boot=required", "hw_disk_bus=virtio"])).Hindrances.ShouldBeEmpty();

    [Fact]
    public void An_attached_share_forbids_every_migration()
    {
        var mobility = Of(With(97, []) with { Attachments = new() { HasShares = true } });
        mobility.ForbidsLive.ShouldNotBeNull();
        mobility.ForbidsCold.ShouldNotBeNull();
    }

    [Fact]
    public void An_encrypted_volume_forbids_a_cold_migration_and_makes_a_live_one_an_estimate_unless_its_key_can_be_read()
    {
        var instance = With(Zed, []) with { Attachments = new() { HasEncryptedVolumes = true } };
        var found = Single(instance, "_attach_encryptor");
        (found.Live, found.ForbidsCold, found.Estimate is not null).ShouldBe((Hinders.Not, true, true));
        HindranceRules.Of(instance, new DrainPolicy { VolumeKeysReadable = true }).Hindrances.ShouldBeEmpty();
    }

    [Fact]
    public void All_that_hinders_is_told_and_the_worst_port_counts()
    {
        var mobility = Of(With(Zed, ["hw:mem_encryption=1", "hw:numa_nodes=2"], ports: ["macvtap", "direct"]));
        mobility.ForbidsLive.ShouldBe("has encrypted memory (SEV), which Nova does not live-migrate");
        mobility.Interrupts!.ShouldContain("direct");
        mobility.Estimate!.ShouldContain("NUMA");
        mobility.ForbidsCold.ShouldBeNull();
    }

    [Fact]
    public void Every_rule_says_which_check_it_mirrors_and_none_twice()
    {
        HindranceRules.Ordered.ShouldAllBe(rule => rule.Mirrors.Length > 5);
        HindranceRules.Ordered.Select(rule => rule.Name).ShouldBeUnique();
    }

    private static Mobility Of(InstanceSnapshot instance) => HindranceRules.Of(instance, new DrainPolicy());

    private static Hindrance Single(InstanceSnapshot instance, string mirrors)
    {
        var rule = HindranceRules.Ordered.Single(rule => rule.Mirrors.Contains(mirrors, StringComparison.Ordinal) && rule.Check(instance) is not null);
        Of(instance).Hindrances.ShouldHaveSingleItem();
        return rule.Check(instance)!;
    }
}
