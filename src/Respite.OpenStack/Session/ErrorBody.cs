using System.Net;
using System.Text.Json;

namespace Respite.OpenStack.Session;

/// <summary>Reads the services' several shapes of an error.</summary>
/// <remarks>
/// Nova: one key that names the fault. Placement and newer services: <c>errors[]</c>. Keystone, and the token check
/// in front of every service: <c>error</c>. Neutron: <c>NeutronError</c>. A gateway: <c>message</c>. A proxy: HTML, or nothing.
/// </remarks>
internal static class ErrorBody
{
    private const int MaxLength = 400;

    public static OpenStackException Explain(HttpAnswer answer, string? advice = null)
    {
        var (key, said) = Read(answer.Body);
        var words = Redirect(answer) ?? OneLine(answer.Request.Redact(said ?? NoMessage(answer.Body)));
        var id = answer.RequestId is { } request ? $" [{request}]" : "";
        var message = $"{answer.Request.Call}: {(int)answer.Status} {words}{(advice is null ? "" : $" ({advice})")}{id}";
        return new OpenStackException(Kind(answer.Status), message, answer.Status, key, answer.RequestId);
    }

    /// <summary>The key that names the fault and the message, in one line, each null where there is none.</summary>
    public static (string? Key, string? Message) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, null);
            var parts = document.RootElement.EnumerateObject().Select(Read).ToList();
            return parts.Find(p => p.Message is not null) is { Message: not null } found ? found : parts.FirstOrDefault();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON (a proxy's page), or not Unicode.
            return (null, null);
        }
    }

    public static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= MaxLength ? line : line[..MaxLength] + "...";
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

    private static (string? Key, string? Message) Read(JsonProperty property)
    {
        var value = property.Value;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            value = value[0];
        if (value.ValueKind == JsonValueKind.String)
            return (property.Name, value.GetString());
        if (value.ValueKind != JsonValueKind.Object)
            return (property.Name, null);
        foreach (var name in new[] { "message", "detail", "title" })
        {
            if (value.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String && said.GetString() is { Length: > 0 } words)
                return (property.Name, words);
        }
        return (property.Name, null);
    }

    private static string NoMessage(string body) => body.TrimStart() switch
    {
        "" => "without a message",
        ['{' or '[', ..] => "without a message that could be understood",
        _ => "with an answer that is not JSON (a proxy's, or another service's?)",
    };

    private static string? Redirect(HttpAnswer answer)
    {
        if ((int)answer.Status is < 301 or > 308 || answer.Header("Location") is not { } location)
            return null;
        var to = new Uri(answer.Request.Uri, location);
        return $"it has moved to {to.Scheme}://{to.Authority}{to.AbsolutePath}: put the new address in auth_url or in the catalog";
    }
}
