using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Respite.Server.Api.Requests;

/// <summary>Times with an offset only: one without would be taken in the server's own zone, which the caller need not know.</summary>
internal sealed partial class ZonedTime : JsonConverter<DateTimeOffset>
{
    /// <returns>Null: it is no time, or names no zone.</returns>
    public static DateTimeOffset? Read(string text) =>
        Offset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at.ToUniversalTime() : null;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Read(reader.GetString()!) is { } at ? at : throw new JsonException("This is no time with its offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    [GeneratedRegex(@"\d(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Offset();
}
