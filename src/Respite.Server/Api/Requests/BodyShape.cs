using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Respite.Planning.Model;

namespace Respite.Server.Api.Requests;

/// <summary>
/// Holds a body against the type that it is to become and names everything that does not fit, where the serializer stops at the first.
/// What does not fit is taken out of the body, so that the rest is judged as well.
/// </summary>
internal sealed class BodyShape(JsonSerializerOptions options)
{
    private const int Shown = 40;

    private readonly List<RequestError> errors = [];

    public static IReadOnlyList<RequestError> Errors(JsonNode? body, Type type, JsonSerializerOptions options)
    {
        var shape = new BodyShape(options);
        shape.Fits(body, options.GetTypeInfo(type), "");
        return shape.errors;
    }

    private bool Fits(JsonNode? node, JsonTypeInfo type, string path) => (type.Kind, node) switch
    {
        (JsonTypeInfoKind.Object, JsonObject body) => Members(body, type, path),
        (JsonTypeInfoKind.Object, _) => Wrong(path, node, "give keys and values"),
        (JsonTypeInfoKind.Dictionary, JsonObject body) => Entries(body, options.GetTypeInfo(type.ElementType!), path),
        (JsonTypeInfoKind.Dictionary, _) => Wrong(path, node, $"give names, each with {Kinds.Of(type.ElementType!)}"),
        (JsonTypeInfoKind.Enumerable, JsonArray list) => Items(list, options.GetTypeInfo(type.ElementType!), path),
        (JsonTypeInfoKind.Enumerable, _) => Wrong(path, node, $"give a list, each {Kinds.Of(type.ElementType!)}"),
        _ => Value(node, type, path),
    };

    private bool Members(JsonObject body, JsonTypeInfo type, string path)
    {
        var known = type.Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var (name, value) in body.ToList())
        {
            var key = path.Length > 0 ? $"{path}.{name}" : name;
            if (!known.TryGetValue(name, out var property))
                Wrong(key, "is not known", $"the keys here are {string.Join(", ", known.Keys)}");
            else if (value is null ? MayBeNull(property) || Wrong(key, "is null", $"leave it out, or give {Wanted(property)}") : Fits(value, options.GetTypeInfo(property.PropertyType), key) && InBounds(value, property, key))
                continue;
            body.Remove(name);
        }
        foreach (var missing in type.Properties.Where(p => IsRequired(p) && !body.ContainsKey(p.Name)))
        {
            var key = path.Length > 0 ? $"{path}.{missing.Name}" : missing.Name;
            if (errors.All(e => e.Key != key && !e.Key.StartsWith(key + ".", StringComparison.Ordinal) && !e.Key.StartsWith(key + "[", StringComparison.Ordinal)))
                Wrong(key, "is missing", $"give {Wanted(missing)}");
        }
        if (typeof(ICheckedRequest).IsAssignableFrom(type.Type) && type.Properties.All(p => !IsRequired(p) || body.ContainsKey(p.Name)))
            errors.AddRange(((ICheckedRequest)body.Deserialize(type)!).Errors().Where(error => errors.All(other => other.Key != error.Key)).ToList());
        if (type.Type == typeof(DrainPolicy))
            errors.AddRange(((DrainPolicy)body.Deserialize(type)!).Validate().Select(error => RequestError.Of(path, error)));
        return true;
    }

    private bool Entries(JsonObject body, JsonTypeInfo element, string path)
    {
        foreach (var (name, value) in body.ToList())
        {
            if (!NotNull(value, element, $"{path}.{name}"))
                body.Remove(name);
        }
        return true;
    }

    private bool Items(JsonArray list, JsonTypeInfo element, string path)
    {
        var wrong = Enumerable.Range(0, list.Count).Where(i => !NotNull(list[i], element, $"{path}[{i}]")).ToList();
        foreach (var index in wrong.AsEnumerable().Reverse())
            list.RemoveAt(index);
        return true;
    }

    private bool NotNull(JsonNode? node, JsonTypeInfo type, string path) =>
        node is null ? Wrong(path, "is null", $"leave it out, or give {Kinds.Of(type.Type)}") : Fits(node, type, path);

    private bool Value(JsonNode? node, JsonTypeInfo type, string path)
    {
        try
        {
            node.Deserialize(type);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return Wrong(path, node, $"give {Kinds.Of(type.Type)}");
        }
    }

    private bool InBounds(JsonNode value, JsonPropertyInfo property, string key)
    {
        var bounds = (property.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true) ?? []).Cast<ValidationAttribute>();
        var outside = Bounds.Of("body", key, value.Deserialize(options.GetTypeInfo(property.PropertyType))!, bounds).ToList();
        errors.AddRange(outside);
        return outside.Count == 0;
    }

    private static bool MayBeNull(JsonPropertyInfo property) => property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false };

    private string Wanted(JsonPropertyInfo property) => options.GetTypeInfo(property.PropertyType).Kind switch
    {
        JsonTypeInfoKind.Enumerable => "a list",
        JsonTypeInfoKind.Dictionary or JsonTypeInfoKind.Object => "keys and values",
        _ => Kinds.Of(property.PropertyType),
    };

    private bool Wrong(string key, JsonNode? node, string remedy)
    {
        var text = node?.ToJsonString() ?? "null";
        return Wrong(key, $"is {(text.Length > Shown ? $"{text[..Shown]}..." : text)}", remedy);
    }

    private bool Wrong(string key, string detail, string remedy)
    {
        errors.Add(new("body", key, detail, remedy));
        return false;
    }
}
