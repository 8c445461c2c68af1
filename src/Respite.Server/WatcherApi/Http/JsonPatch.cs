using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>A JSON Patch (RFC 6902: add, replace, remove) on the attributes of a resource that a client may change.</summary>
internal static class JsonPatch
{
    /// <param name="current">What may be changed, as it is now.</param>
    /// <param name="mandatory">Of these none may be removed or made null.</param>
    /// <returns>A copy with the changes, to be read as a request's body.</returns>
    /// <exception cref="BadHttpRequestException">It is no patch, or changes what may not be changed.</exception>
    public static async Task<(RequestBody Patched, IReadOnlySet<string> Changed)> ApplyAsync(HttpContext context, JsonObject current, params IReadOnlyList<string> mandatory)
    {
        if (await RequestBody.NodeAsync(context) is not JsonArray patch)
            throw Faults.Invalid("The body is no JSON Patch: a list of {\"op\": ..., \"path\": ..., \"value\": ...}.");
        var document = (JsonObject)current.DeepClone();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in patch)
        {
            if (step is not JsonObject operation)
                throw Faults.Invalid("An operation of the patch is no object.");
            var body = new RequestBody(operation);
            var (op, path) = (body.Needed("op"), body.Needed("path"));
            var parts = path.Split('/');
            if (parts is not ["", { Length: > 0 } attribute, ..] || !document.ContainsKey(attribute))
                throw Faults.Invalid($"Couldn't apply patch: {path} is no attribute that can be changed. These can: {string.Join(", ", current.Select(pair => "/" + pair.Key))}.");
            var value = operation["value"];
            if (parts.Length == 2 && mandatory.Contains(attribute) && (op == "remove" || value is null))
                throw Faults.Invalid($"Couldn't apply patch: {path} is mandatory and can not be removed.");
            Apply(document, parts[1..], op, value, path);
            changed.Add(attribute);
        }
        return (new RequestBody(document), changed);
    }

    private static void Apply(JsonObject document, string[] parts, string op, JsonNode? value, string path)
    {
        var parent = document;
        foreach (var part in parts[..^1])
            parent = parent[part] as JsonObject ?? throw Faults.Invalid($"Couldn't apply patch: there is no {path}.");
        var last = parts[^1];
        if (op is not ("add" or "replace" or "remove"))
            throw Faults.Invalid($"Couldn't apply patch: {op} is none of add, replace, remove.");
        if (op != "add" && !parent.ContainsKey(last))
            throw Faults.Invalid($"Couldn't apply patch: there is no {path}.");
        parent[last] = op == "remove" ? null : value?.DeepClone();
        if (op == "remove" && parts.Length > 1)
            parent.Remove(last);
    }
}
