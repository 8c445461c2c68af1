using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Server.Api.Requests;

namespace Respite.Server.WatcherApi.Http;

/// <summary>A request's JSON object, read key by key. What is not as Watcher takes it is thrown as a refusal.</summary>
internal sealed class RequestBody(JsonObject body)
{
    /// <param name="keys">Those that the route takes.</param>
    public static async Task<RequestBody> ReadAsync(HttpContext context, params IReadOnlyList<string> keys)
    {
        var body = await NodeAsync(context) as JsonObject ?? throw Faults.Invalid("The body is no JSON object.");
        if (body.FirstOrDefault(pair => !keys.Contains(pair.Key)).Key is { } unknown)
            throw Faults.Invalid($"Unknown attribute for argument body: {unknown}. There are {string.Join(", ", keys)}.");
        return new RequestBody(body);
    }

    /// <summary>Whatever JSON it is, sent as <c>application/json</c> or <c>application/json-patch+json</c>.</summary>
    public static async Task<JsonNode?> NodeAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new BadHttpRequestException("Send the body as Content-Type: application/json, in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var (body, error) = BodyText.Read(bytes.ToArray());
        return error is null ? body : throw Faults.Invalid(error.ToString());
    }

    /// <param name="longest">Characters.</param>
    public string? Text(string key, int longest = 255)
    {
        if (Value(key) is not { } value)
            return null;
        if (value.GetValueKind() != JsonValueKind.String)
            throw Wrong(key, "is no text");
        var text = value.GetValue<string>();
        return text.Length <= longest ? text : throw Wrong(key, $"has more than {longest} characters");
    }

    public string Needed(string key) => Text(key) is { Length: > 0 } text ? text : throw Faults.Invalid($"Mandatory field missing: {key}.");

    public bool Flag(string key) => Value(key)?.GetValueKind() switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Wrong(key, "is neither true nor false"),
    };

    public JsonObject? Object(string key) => Value(key) is { } value ? value as JsonObject ?? throw Wrong(key, "is no object") : null;

    public JsonArray? List(string key) => Value(key) is { } value ? value as JsonArray ?? throw Wrong(key, "is no list") : null;

    /// <summary>A number or a text, as text.</summary>
    public string? NumberOrText(string key) => Value(key)?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.Number => Value(key)!.ToJsonString(),
        _ => Text(key),
    };

    /// <summary>ISO 8601; without an offset it is UTC.</summary>
    public DateTimeOffset? Time(string key) => Text(key) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw Wrong(key, "is no time, such as 2026-01-31T22:00:00");

    public bool Has(string key) => Value(key) is not null;

    private JsonNode? Value(string key) => body.TryGetPropertyValue(key, out var value) ? value : null;

    private static BadHttpRequestException Wrong(string key, string what) => Faults.Invalid($"Invalid input for field/attribute {key}: it {what}.");
}
