using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Respite.Planning.Model;

namespace Respite.Server.Api.Documents;

/// <summary>What the types alone do not tell of a shape.</summary>
internal static class SchemaDocument
{
    private const string Suffix = "Json";

    /// <summary>Without the ending that only the code needs.</summary>
    public static string? Name(string? name) => name is not null && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;

    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        if (schema.Enum is { Count: > 0 })
            schema.Type ??= schema.Enum.Any(value => value is null) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Description = WebUtility.HtmlDecode(schema.Description);
        if (context.JsonTypeInfo.Type == typeof(DrainPolicy) && schema.Properties is { } properties)
        {
            var defaults = JsonSerializer.SerializeToNode(new DrainPolicy(), context.JsonTypeInfo.Options)!.AsObject();
            foreach (var (key, property) in properties)
                Default(property, defaults[key]?.DeepClone());
        }
        if (context.JsonTypeInfo.Type == typeof(ProblemJson))
            schema.AdditionalPropertiesAllowed = true;
        return Task.CompletedTask;
    }

    /// <summary>An enum that is referred to: where it may be null, the reference says so.</summary>
    public static void ForgetNull(OpenApiSchema component)
    {
        if (component.Enum is not { Count: > 0 } words)
            return;
        component.Enum = [.. words.Where(word => word is not null && word.GetValueKind() != JsonValueKind.Null)];
        component.Type = JsonSchemaType.String;
    }

    private static void Default(IOpenApiSchema property, System.Text.Json.Nodes.JsonNode? value)
    {
        if (property is OpenApiSchema own)
            own.Default = value;
        else if (property is OpenApiSchemaReference reference)
            reference.Default = value;
    }
}
