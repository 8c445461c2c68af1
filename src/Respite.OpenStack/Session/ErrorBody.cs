using System.Net;
using System.Text.Json;

namespace Respite.OpenStack.Session;

/// <summary>Reads the services' several shapes of an error.</summary>
/// <remarks>
/// Nova: one key that names the fault. Placement and newer services: <c>errors[]</c>. Keystone, and the token check
/// in front of every service: <c>error</c>. Neutron: <c>NeutronError</c>. A proxy: HTML, or nothing.
/// </remarks>
internal static class ErrorBody
{
    private const int MaxLength = 400;

    public static OpenStackException Explain(string call, HttpStatusCode status, string body, string? requestId)
    {
        var (key, said) = Read(body);
        var words = said ?? (body.Length == 0 ? "no message" : "an answer that is not JSON");
        var id = requestId is null ? "" : $" [{requestId}]";
        return new OpenStackException(Kind(status), $"{call}: {(int)status} {OneLine(words)}{id}", status, key, requestId);
    }

    private static OpenStackError Kind(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => OpenStackError.BadRequest,
        HttpStatusCode.Unauthorized => OpenStackError.Unauthorized,
        HttpStatusCode.Forbidden => OpenStackError.Forbidden,
        HttpStatusCode.NotFound => OpenStackError.NotFound,
        HttpStatusCode.Conflict => OpenStackError.Conflict,
        HttpStatusCode.NotAcceptable => OpenStackError.Unsupported,
        HttpStatusCode.TooManyRequests => OpenStackError.Unavailable,
        >= HttpStatusCode.InternalServerError => OpenStackError.Unavailable,
        _ => OpenStackError.Other,
    };

    private static (string? Key, string? Message) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, null);
            foreach (var property in document.RootElement.EnumerateObject())
                return Read(property);
        }
        catch (JsonException)
        {
            // Not JSON: a proxy's page.
        }
        return (null, null);
    }

    private static (string Key, string? Message) Read(JsonProperty property)
    {
        var value = property.Value;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            value = value[0];
        if (value.ValueKind != JsonValueKind.Object)
            return (property.Name, value.ValueKind == JsonValueKind.String ? value.GetString() : null);
        foreach (var name in new[] { "message", "detail", "title" })
        {
            if (value.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String)
                return (property.Name, said.GetString());
        }
        return (property.Name, null);
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= MaxLength ? line : line[..MaxLength] + "...";
    }
}
