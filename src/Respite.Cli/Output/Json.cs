using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Respite.Cli.Output;

public static class Json
{
    // Names and reasons are read by people: non-ASCII stays as it is.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter to, JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented)) value.WriteTo(writer);
        to.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    public static string Quote(string text) => '"' + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + '"';

    public static JsonElement Object(params (string Name, string Value)[] properties)
    {
        using var document = JsonDocument.Parse("{" + string.Join(',', properties.Select(p => $"{Quote(p.Name)}:{Quote(p.Value)}")) + "}");
        return document.RootElement.Clone();
    }

    /// <summary>The object with these properties only, in this order; a missing one is null.</summary>
    public static JsonElement Pick(JsonElement value, IReadOnlyList<string> names)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in names)
            {
                writer.WritePropertyName(name);
                if (value.TryGetProperty(name, out var property)) property.WriteTo(writer);
                else writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return document.RootElement.Clone();
    }

    public static JsonElement Array(IEnumerable<JsonElement> items)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var item in items) item.WriteTo(writer);
            writer.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return document.RootElement.Clone();
    }
}
