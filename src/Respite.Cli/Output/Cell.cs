using System.Text.Json;

namespace Respite.Cli.Output;

/// <summary>A JSON value as one table or <c>value</c> cell, spelled as the openstack client spells it (None, True, False).</summary>
public static class Cell
{
    public static string Of(JsonElement row, string column) =>
        row.TryGetProperty(column, out var value) ? Of(value) : "None";

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "None",
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Of)),
        JsonValueKind.Object when Explained(value) is { } sentence => sentence,
        _ => value.GetRawText(),
    };

    /// <summary>"name: reason" for the many objects that say why of an instance.</summary>
    private static string? Explained(JsonElement value)
    {
        if (!value.TryGetProperty("reason", out var reason) || reason.ValueKind != JsonValueKind.String) return null;
        var named = value.TryGetProperty("instance_name", out var name) && name.ValueKind == JsonValueKind.String
            || value.TryGetProperty("instance_id", out name) && name.ValueKind == JsonValueKind.String;
        return named ? $"{name.GetString()}: {reason.GetString()}" : null;
    }
}
