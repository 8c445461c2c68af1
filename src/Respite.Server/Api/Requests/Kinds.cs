using System.Text.Json;

namespace Respite.Server.Api.Requests;

/// <summary>What a value must be, in words.</summary>
internal static class Kinds
{
    public static string Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) ? "true or false"
            : plain == typeof(int) ? $"a whole number up to {int.MaxValue}"
            : plain == typeof(long) ? "a whole number"
            : plain == typeof(double) ? "a number"
            : plain == typeof(DateTimeOffset) ? "a time with its offset, such as 2026-01-31T22:00:00Z"
            : plain.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}"
            : plain == typeof(string) ? "a text"
            : "keys and values";
    }
}
