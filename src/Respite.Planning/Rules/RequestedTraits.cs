using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// The traits that an instance asks for of its host as a whole, as Nova puts them to Placement (nova/scheduler/utils.py, ResourceRequest): by
/// flavor (<c>trait:X=required|forbidden</c>), image (<c>trait:X=required</c>) and request, and what other extra specs are translated to.
/// Neither flavors nor images know "any of".
/// </summary>
internal static class RequestedTraits
{
    private const string Prefix = "trait:";

    public static IEnumerable<string> Required(InstanceSnapshot instance)
    {
        foreach (var trait in instance.RequiredTraits)
            yield return trait;
        foreach (var trait in Named(instance.FlavorExtraSpecs, "required"))
            yield return trait;
        foreach (var trait in Named(instance.ImageProperties, "required"))
            yield return trait;
        foreach (var trait in Translated(instance))
            yield return trait;
    }

    public static IEnumerable<string> Forbidden(InstanceSnapshot instance)
    {
        foreach (var trait in instance.ForbiddenTraits)
            yield return trait;
        foreach (var trait in Named(instance.FlavorExtraSpecs, "forbidden"))
            yield return trait;
        if (Wish(instance, "hw:cpu_thread_policy", "hw_cpu_thread_policy") == "isolate")
            yield return "HW_CPU_HYPERTHREADING";
    }

    /// <summary>Those of <see cref="Required"/> and of the numbered groups, which an isolated aggregate counts as well.</summary>
    public static bool Asks(InstanceSnapshot instance, string trait) =>
        Required(instance).Contains(trait) || RequestGroup.Of(instance.FlavorExtraSpecs).Any(group => group.Required.Contains(trait));

    private static IEnumerable<string> Named(IReadOnlyDictionary<string, string> properties, string word)
    {
        foreach (var (key, value) in properties)
            if (value == word && key.StartsWith(Prefix, StringComparison.Ordinal))
                yield return key[Prefix.Length..];
    }

    private static IEnumerable<string> Translated(InstanceSnapshot instance)
    {
        if (instance.FlavorExtraSpecs.Count + instance.ImageProperties.Count == 0)
            yield break;
        if (Wish(instance, "os:secure_boot", "os_secure_boot") == "required")
            yield return "COMPUTE_SECURITY_UEFI_SECURE_BOOT";
        if (Wish(instance, "hw:tpm_version", "hw_tpm_version") is { } tpm)
            yield return tpm == "1.2" ? "COMPUTE_SECURITY_TPM_1_2" : "COMPUTE_SECURITY_TPM_2_0";
        if (Wish(instance, "hw:cpu_thread_policy", "hw_cpu_thread_policy") == "require")
            yield return "HW_CPU_HYPERTHREADING";
        if (Wish(instance, "hw:pci_numa_affinity_policy", "hw_pci_numa_affinity_policy") == "socket")
            yield return "COMPUTE_SOCKET_PCI_NUMA_AFFINITY";
        if (instance.FlavorExtraSpecs.ContainsKey("accel:device_profile"))
            yield return "COMPUTE_ACCELERATORS";
    }

    private static string? Wish(InstanceSnapshot instance, string flavor, string image) =>
        instance.FlavorExtraSpecs.GetValueOrDefault(flavor) ?? instance.ImageProperties.GetValueOrDefault(image);
}
