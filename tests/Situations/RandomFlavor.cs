namespace Respite.Situations;

/// <summary>Flavors whose extra specs meet what <see cref="RandomSituation"/> gives to hosts and aggregates.</summary>
internal static class RandomFlavor
{
    public static SituationFlavor Draw(string name, Random random) => new(
        name, random.Next(1, 5), 512 * random.Next(1, 7), random.Next(1, 40), ExtraSpecs(random));

    private static Dictionary<string, string> ExtraSpecs(Random random) => random.Next(18) switch
    {
        0 => new() { ["trait:CUSTOM_FAST"] = "required" },
        1 => new() { ["trait:CUSTOM_RARE"] = "forbidden" },
        2 => new() { ["aggregate_instance_extra_specs:ssd"] = "true" },
        3 => new() { ["aggregate_instance_extra_specs:generation"] = random.Next(4) switch { 0 => ">= 2", 1 => "<or> 1 <or> 3", 2 => "s== 3", _ => "<in> 3" } },
        4 => new() { ["trait:CUSTOM_FAST"] = "required", ["trait:CUSTOM_RARE"] = "required" },
        5 => new() { ["resources:VCPU"] = "1", ["resources:DISK_GB"] = "0" },
        6 => new() { ["tier"] = "gold" },
        7 => new() { ["resources:CUSTOM_FPGA"] = $"{random.Next(1, 3)}" },
        8 => new() { ["resources:CUSTOM_FPGA"] = "1", ["trait:CUSTOM_TYPE_A"] = "required" },
        9 => new() { ["resources1:CUSTOM_FPGA"] = "1", ["trait1:CUSTOM_TYPE_A"] = random.Next(2) == 0 ? "required" : "forbidden" },
        10 => new() { ["resources1:CUSTOM_FPGA"] = "1", ["resources2:CUSTOM_FPGA"] = "1", ["group_policy"] = random.Next(2) == 0 ? "isolate" : "none" },
        11 => new() { ["resources_a:CUSTOM_FPGA"] = "1", ["trait_a:CUSTOM_TYPE_A"] = "required", ["resources_b:VCPU"] = "1", ["group_policy"] = "none" },
        12 => new() { ["capabilities:cpu_info:features"] = random.Next(2) == 0 ? "<in> pge" : "<in> avx512" },
        13 => new() { ["capabilities:hypervisor_version"] = ">= 1000", ["capabilities:cpu_info:vendor"] = "Intel" },
        _ => [],
    };
}
