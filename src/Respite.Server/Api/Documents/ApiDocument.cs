using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Respite.Server.Auth;

namespace Respite.Server.Api.Documents;

/// <summary>The API's document (OpenAPI 3.1), made from the routes; committed as docs/api/openapi.json and held against that by a test.</summary>
internal static class ApiDocument
{
    public const string Token = "X-Auth-Token";
    public const string Browser = "/docs";

    /// <summary>What the page at <see cref="Browser"/> needs, all of it from this server; styles because the page sets them on elements.</summary>
    public const string BrowserPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    private const string Name = "v1";
    private const string Problem = "Problem";
    private const string PassingProblem = "PassingProblem";

    private const string About = """
        Host maintenance for OpenStack. Every answer carries `openstack-request-id`. Errors are RFC 9457 problems; what is wrong with a request is said all at
        once in `errors`. What a request does not know, a key or a parameter, is refused. Times are ISO 8601 with an offset.
        """;

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type => SchemaDocument.Name(OpenApiOptions.CreateDefaultSchemaReferenceId(type));
        options.AddSchemaTransformer(SchemaDocument.TransformAsync);
        options.AddOperationTransformer(OperationDocument.TransformAsync);
        options.AddDocumentTransformer(TransformAsync);
    });

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/openapi.json", GetAsync).For(Access.Anyone).ExcludeFromDescription();
        routes.MapSwaggerUI(Browser[1..], options =>
        {
            options.DocumentTitle = "Respite";
            options.SwaggerEndpoint("/v1/openapi.json", "Respite v1");
        }).For(Access.Anyone);
    }

    /// <summary>The component that describes an answer of this status.</summary>
    public static string ResponseOf(int status) => status is StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable ? PassingProblem : Problem;

    private static async Task<IResult> GetAsync([FromKeyedServices(Name)] IOpenApiDocumentProvider provider, CancellationToken cancel)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancel);
        return Results.Text(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel), "application/json", Encoding.UTF8);
    }

    private static async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo { Title = "Respite", Version = Name, Description = About.ReplaceLineEndings(" ") };
        document.Servers = [];
        // The framework's own list names our classes; ours is the one that operations refer to.
        document.Tags = document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Tags!).Select(tag => tag.Reference.Id!)
            .Distinct().Select(name => new OpenApiTag { Name = name }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = Token,
            Description = "A Keystone token, or the server's own from endpoint.json in its state directory.",
        });
        foreach (var words in document.Components.Schemas!.Values.OfType<OpenApiSchema>())
            SchemaDocument.ForgetNull(words);
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemJson), cancellationToken: cancel);
        document.AddComponent<IOpenApiSchema>(Problem, problem);
        document.AddComponent<IOpenApiResponse>(Problem, Refusal(document, "What is wrong, and what to do."));
        var passing = Refusal(document, "What is wrong. With Retry-After it passes by itself.");
        passing.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["Retry-After"] = new OpenApiHeader { Description = "Seconds after which it is worth asking again.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
        };
        document.AddComponent<IOpenApiResponse>(PassingProblem, passing);
    }

    private static OpenApiResponse Refusal(OpenApiDocument document, string words) => new()
    {
        Description = words,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
    };
}
