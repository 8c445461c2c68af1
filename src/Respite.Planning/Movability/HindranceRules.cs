using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>What keeps an instance from being moved, in the order of docs/planning.md; all that apply are told.</summary>
public static class HindranceRules
{
    public static IReadOnlyList<HindranceRule> Ordered { get; } =
    [
        new("SEV", "compute/api.py, reject_sev_instances", MemoryEncryption.Check),
        new("vTPM", "compute/api.py, reject_vtpm_instances", EmulatedTpm.Check),
        new("accelerator", "compute/api.py, block_accelerators, block_port_accelerators", Accelerators.Check),
        new("share", "compute/api.py, block_shares_not_supported", FileShares.Check),
        new("encrypted volume", "virt/libvirt/driver.py, _attach_encryptor", EncryptedVolumes.Check, policy => policy.VolumeKeysReadable),
        new("vDPA", "compute/api.py, reject_vdpa_instances", VdpaPorts.Check),
        new("PCI alias", "conductor/tasks/live_migrate.py, _check_can_migrate_pci", PciAliases.Check),
        new("SR-IOV", "conductor/tasks/live_migrate.py, _check_can_migrate_pci; virt/libvirt/driver.py, _detach_direct_passthrough_vifs", SriovPorts.Check),
        new("vGPU", "Nova's admin guide, virtual GPUs", VirtualGpus.Check),
        new("pmem", "conductor/tasks/live_migrate.py, _check_can_migrate_specific_resources", PersistentMemory.Check),
        new("NUMA", "conductor/tasks/live_migrate.py, _check_instance_has_no_numa; NUMATopologyFilter", GuestNuma.Check),
    ];

    private static readonly HindranceRule[] All = [.. Ordered];

    public static Mobility Of(InstanceSnapshot instance, DrainPolicy policy)
    {
        List<Hindrance>? found = null;
        foreach (var rule in All)
            if (rule.Unless?.Invoke(policy) != true && rule.Check(instance) is { } hindrance)
                (found ??= []).Add(hindrance);
        return found is null ? Mobility.Free : new Mobility(found);
    }
}
