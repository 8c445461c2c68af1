using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Tests.Api.Documents;

namespace Respite.Server.Tests.Fuzz;

/// <summary>Bodies in the shape that the document gives them: as they should be, a little beside it, or broken.</summary>
/// <param name="wildness">In how many of a hundred places something else stands; 0: it has the document's shape throughout.</param>
internal sealed class BodyGenerator(Random random, int wildness)
{
    private static readonly string[] Splinters = ["\u0000", "1e999", "-0", "123456789012345678901234567890", "\\ud800", "\\u0000", "{", "]", ",", "nul", "\"", "/**/", "\ufeff", "\\x"];

    /// <param name="operation">Of the document; undefined where that says nothing.</param>
    public static byte[] Of(JsonElement operation, Random random)
    {
        var kind = random.Next(12);
        if (kind == 0)
            return Nonsense.Bytes(random);
        var generator = new BodyGenerator(random, kind < 5 ? 0 : 10);
        var shaped = operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty("requestBody", out var body) && kind > 1
            ? generator.Of(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"), depth: 0)
            : Nonsense.Json(random);
        var utf8 = Encoding.UTF8.GetBytes(shaped?.ToJsonString() ?? "null");
        return kind > 9 ? Broken(utf8, random) : utf8;
    }

    private static byte[] Broken(byte[] utf8, Random random)
    {
        var at = random.Next(utf8.Length);
        return random.Next(4) switch
        {
            0 => utf8[..Math.Max(1, at)],
            1 => [.. utf8[..at], (byte)random.Next(256), .. utf8[(at + 1)..]],
            2 => [.. utf8[..at], 0xff, 0xc0, .. utf8[at..]],
            _ => [.. utf8[..at], .. Encoding.UTF8.GetBytes(Splinters[random.Next(Splinters.Length)]), .. utf8[at..]],
        };
    }

    private JsonNode? Of(JsonElement schema, int depth)
    {
        if (IsWild)
            return Nonsense.Json(random);
        if (schema.TryGetProperty("$ref", out var reference))
            return Of(CommittedDocument.Resolve(reference.GetString()!), depth);
        if (schema.TryGetProperty("oneOf", out var choices))
            return Of(choices[random.Next(choices.GetArrayLength())], depth);
        if (schema.TryGetProperty("enum", out var words))
            return JsonNode.Parse(words[random.Next(words.GetArrayLength())].GetRawText());
        if (schema.TryGetProperty("properties", out var properties))
            return Object(schema, properties, depth);
        var type = schema.TryGetProperty("type", out var said) ? said.ToString() : "";
        return type.Contains("array", StringComparison.Ordinal) && schema.TryGetProperty("items", out var items)
                ? new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Of(items, depth + 1))])
            : type.Contains("object", StringComparison.Ordinal) && schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object
                ? new JsonObject(Enumerable.Range(0, random.Next(3)).Select(n => KeyValuePair.Create($"{n}{Nonsense.Text(random)}", Of(others, depth + 1))))
            : type.Contains("integer", StringComparison.Ordinal) ? JsonValue.Create(random.Next(wildness == 0 ? 1 : -2, 100))
            : type.Contains("number", StringComparison.Ordinal) ? JsonValue.Create(random.NextDouble())
            : type.Contains("boolean", StringComparison.Ordinal) ? JsonValue.Create(random.Next(2) == 0)
            : type.Contains("string", StringComparison.Ordinal) ? JsonValue.Create(wildness == 0 ? Nonsense.Word(random) : Nonsense.Text(random))
            : null;
    }

    private JsonObject Object(JsonElement schema, JsonElement properties, int depth)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var made = new JsonObject();
        foreach (var property in properties.EnumerateObject().Where(p => (required.Contains(p.Name) && !IsWild) || random.Next(depth + 3) < 1))
            made[property.Name] = Of(property.Value, depth + 1);
        if (IsWild)
            made[Nonsense.Text(random)] = Nonsense.Json(random);
        return made;
    }

    private bool IsWild => random.Next(100) < wildness;
}
