using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Respite.Server.Configuration;

/// <summary>
/// The configuration as keys and texts: one YAML file, and over it variables like <c>RESPITE__TLS__KEY</c> for <c>tls.key</c> (a list's
/// parts separated by commas). Who reads a key takes it; what nobody takes is an error.
/// </summary>
internal sealed class ConfigValues
{
    private const string Prefix = "RESPITE__";

    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<string> errors = [];

    /// <param name="path">Null: there is no file.</param>
    /// <exception cref="ConfigException">The file cannot be read, or is not YAML.</exception>
    public ConfigValues(string? path, IEnumerable<KeyValuePair<string, string>> environment)
    {
        Source = path is null ? "The configuration" : $"The configuration {path}";
        if (path is not null)
            Add("", Load(path));
        foreach (var (name, value) in environment.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
            values[name[Prefix.Length..].ToLowerInvariant().Replace("__", ".", StringComparison.Ordinal)] = value.Split(',', StringSplitOptions.TrimEntries);
    }

    public string Source { get; }

    public string? Text(string key)
    {
        var listed = List(key);
        if (listed is [{ Length: > 0 } one])
            return one;
        if (listed is not null)
            Wrong(key, "must be one text");
        return null;
    }

    public IReadOnlyList<string>? List(string key)
    {
        known.Add(key);
        return values.GetValueOrDefault(key);
    }

    public T Word<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return otherwise;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        Wrong(key, $"must be one of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}, is {text}");
        return otherwise;
    }

    public void MustExist(string key, string file)
    {
        if (!File.Exists(file))
            Wrong(key, $"there is no file {file}");
    }

    public void Wrong(string key, string what) => errors.Add($"{key}: {what}");

    /// <summary>After all keys have been taken.</summary>
    /// <exception cref="ConfigException">Something is wrong.</exception>
    public void Finish()
    {
        foreach (var key in values.Keys.Where(key => !known.Contains(key)).Order(StringComparer.Ordinal))
            errors.Add($"{key}: no such key; the keys are {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        if (errors.Count > 0)
            throw new ConfigException(Source, errors);
    }

    private void Add(string prefix, YamlMappingNode map)
    {
        foreach (var (name, node) in map.Children)
        {
            var key = prefix + name;
            switch (node)
            {
                case YamlMappingNode below:
                    Add(key + ".", below);
                    break;
                case YamlSequenceNode list when list.All(item => item is YamlScalarNode):
                    values[key] = [.. list.Select(item => item.ToString())];
                    break;
                case YamlScalarNode one:
                    values[key] = [one.Value ?? ""];
                    break;
                default:
                    errors.Add($"{key}: must be a text or a list of texts");
                    known.Add(key);
                    break;
            }
        }
    }

    private YamlMappingNode Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents switch
            {
                [] => [],
                [{ RootNode: YamlMappingNode root }, ..] => root,
                _ => throw new ConfigException(Source, ["it must hold keys and values, as in `listen: http://127.0.0.1:8780`"]),
            };
        }
        catch (YamlException e)
        {
            throw new ConfigException(Source, [$"it is not valid YAML (line {e.Start.Line}): {e.Message}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(Source, [$"it cannot be read: {e.Message}"]);
        }
    }
}
