using System.Text.Json.Nodes;

namespace Respite.Contract.Tests;

/// <summary>Reading answers.</summary>
public static class JsonReading
{
    public static string? Text(this JsonNode? node, string name) => node?[name]?.GetValue<string>();

    public static IEnumerable<string> Keys(this JsonNode? node) => node!.AsObject().Select(p => p.Key);

    /// <summary>All names in a value, nested ones dotted, lists as their first element. Ids that serve as names become *.</summary>
    public static SortedSet<string> Shape(this JsonNode? node)
    {
        var shape = new SortedSet<string>(StringComparer.Ordinal);
        Collect(node, "", shape);
        return shape;
    }

    private static void Collect(JsonNode? node, string path, SortedSet<string> shape)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (name, value) in o)
                {
                    var at = $"{path}.{(Guid.TryParse(name, out _) ? "*" : name)}";
                    shape.Add(at);
                    Collect(value, at, shape);
                }
                break;
            case JsonArray { Count: > 0 } a:
                Collect(a[0], path + "[]", shape);
                break;
        }
    }
}
