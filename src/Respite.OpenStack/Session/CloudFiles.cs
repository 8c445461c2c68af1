using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Respite.OpenStack.Session;

/// <summary>A cloud described by clouds.yaml, with secure.yaml laid over it.</summary>
/// <remarks>Search order of openstacksdk: OS_CLIENT_CONFIG_FILE, this directory, ~/.config/openstack, /etc/openstack.</remarks>
internal static class CloudFiles
{
    private const int MaxMerges = 20;

    /// <summary>Keys under <c>auth</c> as <c>auth.KEY</c>, the others as they are.</summary>
    public static Dictionary<string, string> Read(string name, IReadOnlyDictionary<string, string> environment, string currentDirectory)
    {
        var places = Places("clouds", "OS_CLIENT_CONFIG_FILE", environment, currentDirectory);
        if (places.FirstOrDefault(File.Exists) is not { } file)
            throw new CloudConfigException($"Cloud '{name}' is asked for, but there is no clouds.yaml: looked for {string.Join(", ", places)}.");
        var clouds = Clouds(file);
        if (!clouds.TryGetValue(name, out var cloud))
        {
            var known = clouds.Count == 0 ? "it describes none" : $"it knows {string.Join(", ", clouds.Keys.Order(StringComparer.Ordinal))}";
            throw new CloudConfigException($"There is no cloud '{name}' in {file}: {known}.");
        }
        if (Places("secure", "OS_CLIENT_SECURE_FILE", environment, currentDirectory).FirstOrDefault(File.Exists) is { } secure
            && Clouds(secure).TryGetValue(name, out var secrets))
        {
            foreach (var (key, value) in secrets)
                cloud[key] = value;
        }
        return cloud;
    }

    private static List<string> Places(string stem, string variable, IReadOnlyDictionary<string, string> environment, string currentDirectory)
    {
        var places = new List<string>();
        if (environment.TryGetValue(variable, out var named) && named.Length > 0)
            places.Add(named);
        var home = environment.GetValueOrDefault("HOME", "/root");
        var config = environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".config");
        foreach (var folder in new[] { currentDirectory, Path.Combine(config, "openstack"), "/etc/openstack" })
        {
            places.Add(Path.Combine(folder, stem + ".yaml"));
            places.Add(Path.Combine(folder, stem + ".yml"));
        }
        return places;
    }

    private static Dictionary<string, Dictionary<string, string>> Clouds(string file)
    {
        var clouds = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root
                || !root.Children.TryGetValue("clouds", out var node) || node is not YamlMappingNode all)
                return clouds;
            foreach (var (name, cloud) in all.Children)
            {
                if (cloud is YamlMappingNode mapping)
                    clouds[name.ToString()] = Flatten(mapping);
            }
        }
        catch (YamlException e)
        {
            throw new CloudConfigException($"{file} is not valid YAML (line {e.Start.Line}): mend it, or name another with OS_CLIENT_CONFIG_FILE.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloudConfigException($"{file} cannot be read: {e.Message}");
        }
        return clouds;
    }

    private static Dictionary<string, string> Flatten(YamlMappingNode cloud)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Merged(cloud))
        {
            if (value is YamlScalarNode scalar)
                Take(key, scalar);
            else if (value is YamlMappingNode nested && key == "auth")
            {
                foreach (var (name, part) in Merged(nested))
                {
                    if (part is YamlScalarNode inner)
                        Take("auth." + name, inner);
                }
            }
        }
        return values;

        void Take(string key, YamlScalarNode scalar)
        {
            var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" or "Null" or "NULL";
            if (!isNull && scalar.Value is { Length: > 0 } value)
                values[key] = value;
        }
    }

    /// <summary>A mapping with what it merges in ("&lt;&lt;: *other"), its own keys first.</summary>
    private static Dictionary<string, YamlNode> Merged(YamlMappingNode mapping, int depth = 0)
    {
        if (depth > MaxMerges)
            throw new YamlException(mapping.Start, mapping.End, "merges itself");
        var merged = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (mapping.Children.TryGetValue("<<", out var other))
        {
            foreach (var from in other is YamlSequenceNode several ? several.Children.Reverse() : [other])
            {
                foreach (var (key, value) in from is YamlMappingNode node ? Merged(node, depth + 1) : [])
                    merged[key] = value;
            }
        }
        foreach (var (key, value) in mapping.Children)
            merged[key.ToString()] = value;
        return merged;
    }
}
