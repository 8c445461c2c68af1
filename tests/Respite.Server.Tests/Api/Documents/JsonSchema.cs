using System.Text.Json;

namespace Respite.Server.Tests.Api.Documents;

/// <summary>Holds JSON against a schema of the API's document: the part of JSON Schema that the document uses, strictly.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    /// <summary>What does not fit, each with its place; empty if all does.</summary>
    public IEnumerable<string> Misfits(JsonElement value, JsonElement schema, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Misfits(value, Resolve(reference.GetString()!), at);
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Count(choice => !Misfits(value, choice, at).Any()) == 1 ? [] : [$"{at}: fits not exactly one of oneOf: {value}"];
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
            return [$"{at}: {value} is none of {words}"];
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
            return [$"{at}: is {TypeOf(value)}, the document says {type}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, index) => Misfits(item, items, $"{at}[{index}]")),
            _ => [],
        };
    }

    /// <summary>What a reference within the document points to.</summary>
    public JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (found, part) => found.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal)));

    private IEnumerable<string> Members(JsonElement value, JsonElement schema, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        JsonElement? others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : null;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var missing in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
                yield return $"{at}: {missing} is missing";
        }
        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            if (known.TryGetValue(member.Name, out var own) || others is { ValueKind: JsonValueKind.Object })
            {
                foreach (var misfit in Misfits(member.Value, known.ContainsKey(member.Name) ? own : others!.Value, place))
                    yield return misfit;
            }
            else if (others is { ValueKind: JsonValueKind.False })
            {
                yield return $"{place}: is not in the document";
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
