using System.Text.Json;
using System.Text.Json.Serialization;
using Respite.Planning.Model;

namespace Respite.Server.Store;

/// <summary>Records as they lie in the database: snake_case, enums by name, so that rows stay readable and survive renumbering.</summary>
internal static class StoreJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new ResourceVectorConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new StateException("The database holds an empty record.");

    public static string Name(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>A resource vector as an object: class to amount.</summary>
internal sealed class ResourceVectorConverter : JsonConverter<ResourceVector>
{
    public override ResourceVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, long>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, ResourceVector value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToDictionary(), options);
}
