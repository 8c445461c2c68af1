using System.Text.Json;

namespace Respite.Server.Tests.Api.Documents;

/// <summary>docs/api/openapi.json, and what it says of an answer.</summary>
internal static class CommittedDocument
{
    public static string File { get; } = Path.Combine(Repository.Root, "docs", "api", "openapi.json");

    private static readonly JsonElement Root = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;
    private static readonly JsonSchema Schema = new(Root);

    /// <summary>Each operation: its method, its path with names in braces, and what is said of it.</summary>
    public static IReadOnlyList<(string Method, string Path, JsonElement Operation)> Operations { get; } = [.. Root.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), path.Name, operation.Value)))];

    /// <summary>What a reference within the document points to.</summary>
    public static JsonElement Resolve(string reference) => Schema.Resolve(reference);

    /// <summary>What of an answer is not as the document says; empty if all is, or if the path is none of the document's.</summary>
    public static IReadOnlyList<string> Misfits(string method, string path, int status, string? contentType, string body)
    {
        if (Find(method, path) is not { } operation)
            return [];
        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var answer))
            return [$"the document has no answer {status}"];
        answer = answer.TryGetProperty("$ref", out var reference) ? Schema.Resolve(reference.GetString()!) : answer;
        if (!answer.TryGetProperty("content", out var content))
            return body.Length == 0 ? [] : ["the document says that there is no body"];
        return content.TryGetProperty(contentType ?? "", out var media)
            ? [.. Schema.Misfits(JsonDocument.Parse(body).RootElement, media.GetProperty("schema"))]
            : [$"the document has no {contentType} for {status}"];
    }

    /// <returns>Null: there is none.</returns>
    private static JsonElement? Find(string method, string path)
    {
        var parts = path.Split('/');
        var found = Operations.Where(o => o.Method == method && Fits(o.Path.Split('/'), parts)).OrderBy(o => o.Path.Count(c => c == '{')).ToList();
        return found.Count > 0 ? found[0].Operation : null;
    }

    private static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First is ['{', ..] ? pair.Second.Length > 0 : pair.First == pair.Second);
}
