using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Respite.Cli.Policies;

/// <summary>Reads a policy from YAML (of which JSON is a part). Every error in the file is reported at once, each with its key.</summary>
public static class PolicyFile
{
    public static JsonObject Read(string path)
    {
        var errors = new List<string>();
        var policy = new JsonObject();
        foreach (var (key, value) in Load(path))
        {
            if (!PolicyKeys.All.TryGetValue(key, out var known))
                errors.Add($"  {key}: no such key; the keys are {string.Join(", ", PolicyKeys.All.Keys)}");
            else if (Convert(value, known) is { } json)
                policy[key] = json;
            else
                errors.Add($"  {key}: {Expected(known)}");
        }

        return errors.Count == 0 ? policy : throw Bad(path, "is not a policy:\n" + string.Join('\n', errors));
    }

    private static IEnumerable<(string Key, YamlNode Value)> Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents is []) return [];
            return yaml.Documents[0].RootNode is YamlMappingNode root
                ? [.. root.Children.Select(c => (c.Key.ToString(), c.Value))]
                : throw Bad(path, "must hold keys and values, as in 'instances: all'.");
        }
        catch (YamlException e)
        {
            throw Bad(path, $"is not valid YAML or JSON (line {e.Start.Line}): {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"cannot read the policy file: {e.Message}", ExitCode.Usage, e);
        }
    }

    private static JsonNode? Convert(YamlNode value, PolicyKey key) => (key.Kind, value) switch
    {
        ("bool", YamlScalarNode { Value: "true" or "false" } b) => b.Value == "true",
        ("number", YamlScalarNode n) => Number(n),
        ("numbers", YamlMappingNode map) when map.Children.All(c => c is { Key: YamlScalarNode { Value.Length: > 0 }, Value: YamlScalarNode n } && Number(n) is not null) =>
            new JsonObject(map.Children.Select(c => KeyValuePair.Create(c.Key.ToString(), Number((YamlScalarNode)c.Value)))),
        ("text", YamlScalarNode { Value: { Length: > 0 } text }) => text,
        ("word", YamlScalarNode { Value: { } word }) when Allowed(key, word) => word,
        ("words", YamlSequenceNode list) when list.All(i => i is YamlScalarNode { Value: { } word } && Allowed(key, word)) =>
            new JsonArray([.. list.Select(i => (JsonNode)i.ToString())]),
        ("said", YamlMappingNode map) when map.Children.All(c => c is { Key: YamlScalarNode { Value.Length: > 0 }, Value: YamlScalarNode { Value: { } word } } && Allowed(key, word)) =>
            new JsonObject(map.Children.Select(c => KeyValuePair.Create(c.Key.ToString(), (JsonNode?)c.Value.ToString()))),
        _ => null,
    };

    private static JsonNode? Number(YamlScalarNode n) =>
        !double.TryParse(n.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) || number < 0 ? null
        : number == Math.Floor(number) ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    private static bool Allowed(PolicyKey key, string word) => key.Among?.Contains(word) ?? word.Length > 0;

    private static string Expected(PolicyKey key) => key.Kind switch
    {
        "bool" => "must be true or false",
        "number" => "must be a number, 0 or more",
        "numbers" => "must hold names, each with a number, 0 or more",
        "text" => "must be a text",
        "said" => "must hold names, each with one of " + string.Join(", ", key.Among!),
        "word" => "must be one of " + string.Join(", ", key.Among!),
        _ => "must be a list" + (key.Among is null ? " of names" : " of " + string.Join(", ", key.Among)),
    };

    private static CliException Bad(string path, string what) => new($"the policy file {path} {what}", ExitCode.Usage);
}
