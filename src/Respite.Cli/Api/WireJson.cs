using System.Text.Json.Serialization;

namespace Respite.Cli.Api;

/// <summary>Generated (de)serialisers: reflection would cost more start-up time than the whole request.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(Maintenance))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(Problem))]
public sealed partial class WireJson : JsonSerializerContext;
