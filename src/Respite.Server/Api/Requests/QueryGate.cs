using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Respite.Server.Api.Requests;

/// <summary>Refuses query parameters that a route does not know, and values that it does not take: a filter that is misspelt must not list everything.</summary>
internal static class QueryGate
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint route || context.Request.Query.Count == 0 || route.Metadata.GetMetadata<ReadsOwnQuery>() is not null)
            return next(context);
        var known = route.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(p => IsQuery(p, route)).ToDictionary(p => p.Name, StringComparer.Ordinal);
        var errors = context.Request.Query.SelectMany(pair => known.TryGetValue(pair.Key, out var parameter)
            ? Errors(pair.Key, pair.Value, parameter.ParameterInfo)
            : [new RequestError("query", pair.Key, "is not known", known.Count > 0 ? $"this route takes {string.Join(", ", known.Keys)}" : "this route takes none")]).ToList();
        return errors.Count > 0 ? Problems.Invalid(errors).ExecuteAsync(context) : next(context);
    }

    private static bool IsQuery(IParameterBindingMetadata parameter, RouteEndpoint route)
    {
        var type = Plain(parameter.ParameterInfo.ParameterType);
        return (type == typeof(string) || type == typeof(string[]) || type.IsPrimitive || type == typeof(DateTimeOffset))
            && route.RoutePattern.GetParameter(parameter.Name) is null
            && parameter.ParameterInfo.GetCustomAttributes().All(a => a is not IFromHeaderMetadata);
    }

    private static IEnumerable<RequestError> Errors(string key, StringValues values, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(string[]))
            return values.Any(value => value?.Contains('\0', StringComparison.Ordinal) != false) ? [new("query", key, "holds NUL", "take it out")] : [];
        if (values is not [{ } text])
            return [new("query", key, "is given several times", "give it once")];
        if (text.Contains('\0', StringComparison.Ordinal))
            return [new("query", key, "holds NUL", "take it out")];
        return Read(text, Plain(parameter.ParameterType)) is { } value
            ? Bounds.Of("query", key, value, parameter.GetCustomAttributes<ValidationAttribute>())
            : [new("query", key, $"is '{text}'", $"give {Kinds.Of(parameter.ParameterType)}")];
    }

    /// <returns>Null: it is none of that type.</returns>
    private static object? Read(string text, Type type) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(bool) => bool.TryParse(text, out var word) ? word : null,
        _ when type == typeof(int) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(long) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => ZonedTime.Read(text),
    };

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}

/// <summary>On a route that holds its query against what it takes by itself.</summary>
internal sealed record ReadsOwnQuery;
