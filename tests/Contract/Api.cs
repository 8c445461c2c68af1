using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests;

/// <summary>An answer as it came.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Nova's and Keystone's message of an error, Placement's detail.</summary>
    public string Message => Body switch
    {
        JsonObject o when o["errors"] is JsonArray errors => errors[0]!["detail"]!.GetValue<string>(),
        JsonObject { Count: 1 } o when o.First().Value is JsonObject fault => fault["message"]?.GetValue<string>() ?? "",
        _ => Text,
    };
}

/// <summary>Raw calls of one user.</summary>
public sealed class Api(CloudUnderTest cloud, string user = "admin", string? project = null) : IDisposable
{
    private readonly HttpClient _http = new(cloud.CreateHandler());
    private readonly Dictionary<string, string> _endpoints = [];
    private string? _token;

    public const string Compute = "2.93";
    public const string Placement = "1.39";

    public string? TokenOverride { get; set; }

    public async Task<string> TokenAsync()
    {
        if (_token is not null)
            return _token;
        var answer = await LogInAsync(cloud.Password);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        foreach (var service in answer.Body!["token"]!["catalog"]!.AsArray())
            _endpoints[service!["type"]!.GetValue<string>()] = service["endpoints"]!.AsArray().First(e => e!["interface"]!.GetValue<string>() == "public")!["url"]!.GetValue<string>();
        return _token = answer.Headers["X-Subject-Token"];
    }

    public Task<Answer> LogInAsync(string password)
    {
        var domain = new JsonObject { ["id"] = "default" };
        var auth = new JsonObject
        {
            ["identity"] = new JsonObject
            {
                ["methods"] = new JsonArray("password"),
                ["password"] = new JsonObject { ["user"] = new JsonObject { ["name"] = user, ["domain"] = domain, ["password"] = password } },
            },
            ["scope"] = new JsonObject { ["project"] = new JsonObject { ["name"] = project ?? user, ["domain"] = domain.DeepClone() } },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, $"{cloud.AuthUrl.AbsoluteUri}/auth/tokens") { Content = Json(new JsonObject { ["auth"] = auth }) };
        return SendAsync(request);
    }

    public async Task<Answer> CallAsync(HttpMethod method, string service, string path, JsonNode? body = null, string? version = null, HttpContent? raw = null)
    {
        var token = await TokenAsync();
        var root = service == "identity" ? cloud.AuthUrl.AbsoluteUri : _endpoints[service];
        var request = new HttpRequestMessage(method, root + path);
        request.Headers.Add("X-Auth-Token", TokenOverride ?? token);
        request.Headers.Add("Accept", "application/json");
        if (service is "compute" or "placement")
            request.Headers.Add("OpenStack-API-Version", $"{service} {version ?? (service == "compute" ? Compute : Placement)}");
        request.Content = raw ?? (body is null ? null : Json(body));
        return await SendAsync(request);
    }

    public async Task<JsonNode> GetAsync(string service, string path, string? version = null)
    {
        var answer = await CallAsync(HttpMethod.Get, service, path, version: version);
        answer.Status.ShouldBe(HttpStatusCode.OK, $"{path}: {answer.Text}");
        return answer.Body!;
    }

    /// <summary>POST /servers/{id}/action with one action.</summary>
    public Task<Answer> ActAsync(string serverId, string action, JsonNode? options = null, string? version = null) =>
        CallAsync(HttpMethod.Post, "compute", $"/servers/{serverId}/action", new JsonObject { [action] = options }, version);

    public Task<Answer> LiveMigrateAsync(string serverId, string? host = null) =>
        ActAsync(serverId, "os-migrateLive", new JsonObject { ["host"] = host, ["block_migration"] = "auto" });

    public Task<Answer> MigrateAsync(string serverId, string? host = null) => ActAsync(serverId, "migrate", new JsonObject { ["host"] = host });

    public void Dispose() => _http.Dispose();

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            JsonNode? body = null;
            if (response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0)
                body = JsonNode.Parse(text);
            return new Answer(response.StatusCode, body, text, response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase));
        }
    }
}
