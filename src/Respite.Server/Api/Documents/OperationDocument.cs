using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Respite.Server.Api.Listing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;

namespace Respite.Server.Api.Documents;

/// <summary>Says of each route what follows from its declaration: its tag and name, who may call it, what its parameters take, how it refuses.</summary>
internal static class OperationDocument
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["limit"] = "At most so many.",
        ["marker"] = "Only what comes after this one, the last of the page before.",
        ["sort"] = "In this order:",
        ["fields"] = "Only these keys of each:",
        ["id"] = "As it was given when it was made.",
        ["host"] = "Nova's name of the compute host.",
        ["name"] = "Of the policy.",
        ["instance"] = "Its id, or a name that only one of the maintenance's instances has.",
        [IdempotencyGate.Header] = "The caller's own key of this request: sent again within a day, it gets the same answer and makes nothing twice.",
        ["If-Match"] = "Only if nothing has happened since the answer that had this ETag; else 412.",
    };

    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var description = context.Description;
        var metadata = description.ActionDescriptor.EndpointMetadata;
        var path = $"/{description.RelativePath}";
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag(path), context.Document) };
        operation.OperationId ??= Name(description.HttpMethod!, path);
        Describe(operation, metadata.OfType<RequiredAccess>().Single().Access, context.Document!);
        if (metadata.OfType<AnswersNothing>().Any())
        {
            operation.Responses!.Remove("200");
            operation.Responses["204"] = new OpenApiResponse { Description = "Done." };
        }
        if (metadata.OfType<Creates>().Any())
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = IdempotencyGate.Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 } });
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Description ??= Words(parameter.Name!, description);
        if (metadata.OfType<Streams>().Any() && operation.Responses!["200"].Content is { } content)
            content["text/event-stream"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Each event: id is its seq, event its type, data the JSON of it." } };
        if (metadata.OfType<AlsoCsv>().Any() && operation.Responses!["200"].Content is { } tables)
            tables["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A header and a row for each move." } };
        foreach (var status in Statuses(operation, path, metadata))
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(ApiDocument.ResponseOf(status), context.Document);
        return Task.CompletedTask;
    }

    /// <summary>The first sentence is the summary.</summary>
    private static void Describe(OpenApiOperation operation, Access access, OpenApiDocument document)
    {
        var words = operation.Summary ?? "";
        var end = words.IndexOf(". ", StringComparison.Ordinal);
        operation.Summary = end < 0 ? words : words[..(end + 1)];
        var rest = end < 0 ? "" : words[(end + 2)..];
        operation.Description = $"{rest} {(access == Access.Anyone ? "Needs no token." : $"For {access.ToString().ToLowerInvariant()}s.")}".Trim();
        if (access != Access.Anyone)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.Token, document)] = [] }];
    }

    private static SortedSet<int> Statuses(OpenApiOperation operation, string path, IList<object> metadata)
    {
        var access = metadata.OfType<RequiredAccess>().Single().Access;
        var statuses = new SortedSet<int>(metadata.OfType<Refusals>().SelectMany(refusals => refusals.Statuses)) { StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests };
        if (access != Access.Anyone)
            statuses.UnionWith([StatusCodes.Status401Unauthorized, StatusCodes.Status500InternalServerError, StatusCodes.Status502BadGateway, StatusCodes.Status503ServiceUnavailable]);
        if (metadata.OfType<Creates>().Any())
            statuses.UnionWith([StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity]);
        if (access > Access.Tenant)
            statuses.Add(StatusCodes.Status403Forbidden);
        if (path.Contains('{', StringComparison.Ordinal))
            statuses.Add(StatusCodes.Status404NotFound);
        if (operation.RequestBody is not null)
            statuses.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        return statuses;
    }

    private static string? Words(string name, ApiDescription description)
    {
        var rule = description.ActionDescriptor.EndpointMetadata.OfType<IParameterBindingMetadata>().Where(p => p.Name == name)
            .SelectMany(p => p.ParameterInfo.GetCustomAttributes<QueryRuleAttribute>()).FirstOrDefault();
        var words = Parameters.GetValueOrDefault(name);
        return rule is null ? words : $"{words} {rule.Takes}.".Trim();
    }

    private static string Tag(string path) => path.Split('/') is [_, "v1", { Length: > 0 } tag, ..] ? tag : "service";

    /// <summary>Such as <c>list_maintenances</c>, <c>show_maintenances</c>, <c>create_maintenances</c>, <c>maintenances_pause</c>.</summary>
    private static string Name(string method, string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "v1").ToList();
        var things = string.Join('_', words.Where(word => !word.StartsWith('{')).Select(word => word.Replace("openapi.json", "document", StringComparison.Ordinal).Replace('-', '_')));
        var isOne = words is [.., var last] && last.StartsWith('{');
        var isAction = words.Count > 2 && !isOne && method == HttpMethods.Post;
        var verb = method switch
        {
            "GET" => isOne ? "show" : "list",
            "POST" => isAction ? "" : "create",
            _ => method.ToLowerInvariant(),
        };
        return $"{verb}_{(things.Length > 0 ? things : "versions")}".Trim('_');
    }
}
