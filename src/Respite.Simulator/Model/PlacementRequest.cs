using System.Globalization;
using System.Text.RegularExpressions;

namespace Respite.Simulator.Model;

/// <summary>Amounts and traits that one request group asks for.</summary>
internal sealed record RequestGroup(IReadOnlyDictionary<string, int> Resources, IReadOnlyList<string> Required, IReadOnlyList<string> Forbidden);

/// <summary>What Nova asks of Placement for a flavor: the group without a number, and the numbered ones, each of which one provider has to serve.</summary>
internal sealed partial record PlacementRequest(RequestGroup Rest, IReadOnlyList<RequestGroup> Numbered, bool Isolate)
{
    public IEnumerable<string> AllRequired => Numbered.Prepend(Rest).SelectMany(g => g.Required);

    public static PlacementRequest Of(int vcpus, int ram, int disk, IReadOnlyDictionary<string, string> extraSpecs)
    {
        var resources = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal) { [""] = [] };
        var traits = new List<(string Suffix, string Trait, string Word)>();
        foreach (var (key, value) in extraSpecs)
        {
            if (Key().Match(key) is not { Success: true } match)
                continue;
            var (suffix, name) = (match.Groups[2].Value, match.Groups[3].Value);
            if (match.Groups[1].Value == "trait")
                traits.Add((suffix, name, value));
            else
                (resources.TryGetValue(suffix, out var group) ? group : resources[suffix] = [])[name] = int.Parse(value, CultureInfo.InvariantCulture);
        }
        var named = resources.Values.SelectMany(r => r.Keys).ToHashSet();
        if (extraSpecs.GetValueOrDefault("hw:cpu_policy") == "dedicated")
            resources[""]["PCPU"] = vcpus;
        else if (!named.Contains("VCPU") && !named.Contains("PCPU"))
            resources[""]["VCPU"] = vcpus;
        if (!named.Contains("MEMORY_MB"))
            resources[""]["MEMORY_MB"] = ram;
        if (!named.Contains("DISK_GB"))
            resources[""]["DISK_GB"] = disk;
        var groups = resources.Select(r => (Suffix: r.Key, Group: new RequestGroup(
            r.Value.Where(a => a.Value > 0).ToDictionary(),
            [.. traits.Where(t => t.Suffix == r.Key && t.Word == "required").Select(t => t.Trait)],
            [.. traits.Where(t => t.Suffix == r.Key && t.Word == "forbidden").Select(t => t.Trait)]))).ToList();
        return new PlacementRequest(groups[0].Group, [.. groups.Skip(1).Select(g => g.Group)], extraSpecs.GetValueOrDefault("group_policy") == "isolate");
    }

    /// <summary>Only amounts, as a caller of Placement asks.</summary>
    public static PlacementRequest Of(IReadOnlyDictionary<string, int> resources) => new(new RequestGroup(resources, [], []), [], false);

    [GeneratedRegex("^(resources|trait)([a-zA-Z0-9_-]{1,64})?:(.*)$")]
    private static partial Regex Key();
}
