using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Server.WatcherApi.Catalogue;

/// <summary>Holds parameters against a strategy's schema: the part of JSON Schema that the strategies use.</summary>
internal static class ParameterCheck
{
    /// <returns>The parameters with the schema's defaults filled in, or what is wrong with them.</returns>
    public static (JsonObject? Filled, string? Wrong) Of(JsonObject parameters, JsonObject schema)
    {
        var properties = (JsonObject)schema["properties"]!;
        var filled = (JsonObject)parameters.DeepClone();
        foreach (var (name, property) in properties)
        {
            if (!filled.ContainsKey(name) && property!["default"] is { } preset)
                filled[name] = preset.DeepClone();
        }
        var wrong = filled.Select(pair => properties[pair.Key] is JsonObject property
                ? Wrong(pair.Key, pair.Value, property)
                : $"{pair.Key} is not known (there are {string.Join(", ", properties.Select(p => p.Key))})")
            .Concat(((JsonArray?)schema["required"] ?? []).Select(name => (string)name!).Where(name => !filled.ContainsKey(name)).Select(name => $"'{name}' is a required property"))
            .FirstOrDefault(error => error is not null);
        return wrong is null ? (filled, null) : (null, wrong);
    }

    private static string? Wrong(string name, JsonNode? value, JsonObject property)
    {
        var type = (string)property["type"]!;
        if (TypeOf(value) != type)
            return $"{name} is not of type '{type}'";
        if (type != "number")
            return null;
        var number = Number(value!);
        return number < Limit(property, "minimum") ? $"{name} is less than the minimum of {property["minimum"]}"
            : number > Limit(property, "maximum") ? $"{name} is greater than the maximum of {property["maximum"]}"
            : null;
    }

    private static double? Limit(JsonObject property, string which) => property[which] is { } limit ? Number(limit) : null;

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };
}
