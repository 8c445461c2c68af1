using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

/// <summary>Instances with words and hindrances of all kinds, and policies that hear them or not, from a seed.</summary>
internal static class SpokenOf
{
    private static readonly string[] Words = ["live", "cold", "skip", "ask", "stop", "notify", "hot", ""];
    private static readonly string[] Statuses = ["ACTIVE", "ACTIVE", "ACTIVE", "PAUSED", "SHUTOFF"];
    private static readonly string[] Ports = ["direct", "direct-physical", "macvtap", "vdpa", "accelerator-direct", "virtio-forwarder"];

    private static readonly (string Key, string Value)[] Flavors =
    [
        ("hw:mem_encryption", "true"), ("hw:tpm_version", "2.0"), ("accel:device_profile", "x"), ("pci_passthrough:alias", "gpu:1"), ("resources:VGPU", "1"),
        ("hw:pmem", "4GB"), ("hw:cpu_policy", "dedicated"), ("hw:numa_nodes", "2"),
    ];

    public static InstanceSnapshot Random(Random random)
    {
        var flavor = Flavors.Where(_ => random.Next(8) == 0).ToDictionary(pair => pair.Key, pair => pair.Value);
        if (random.Next(4) == 0)
            flavor["respite:policy"] = Any(random, Words);
        return Instance("a") with
        {
            Status = Any(random, Statuses),
            ComputeMinor = random.Next(72, 105),
            FlavorExtraSpecs = flavor,
            Metadata = random.Next(3) == 0 ? new Dictionary<string, string> { ["respite:policy"] = Any(random, Words) } : new Dictionary<string, string>(),
            Tags = random.Next(4) == 0 ? [$"respite:policy={Any(random, Words)}"] : [],
            Attachments = new()
            {
                VnicTypes = random.Next(4) == 0 ? [Any(random, Ports)] : [],
                HasShares = random.Next(10) == 0,
                HasEncryptedVolumes = random.Next(8) == 0,
            },
            Locked = random.Next(8) == 0,
        };
    }

    public static DrainPolicy Policy(Random random) => new()
    {
        AllowDowntime = random.Next(2) == 0,
        VolumeKeysReadable = random.Next(2) == 0,
        Unmovable = (UnmovableChoice)random.Next(3),
        OwnerWords = [.. Enum.GetValues<Word>().Where(_ => random.Next(2) == 0)],
        Words = random.Next(4) == 0 ? new Dictionary<string, Word> { ["vm-a"] = (Word)random.Next(6) } : new Dictionary<string, Word>(),
        ProjectWords = random.Next(4) == 0 ? new Dictionary<string, Word> { ["p1"] = (Word)random.Next(6) } : new Dictionary<string, Word>(),
        Accept = random.Next(8) == 0 ? ["vm-a"] : [],
    };

    public static bool OwnerSays(InstanceSnapshot instance, string word) =>
        (instance.Metadata.TryGetValue("respite:policy", out var said) ? said : instance.Tags.Select(tag => tag.Split('=')[1]).FirstOrDefault()) == word;

    private static string Any(Random random, string[] of) => of[random.Next(of.Length)];
}
