using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Respite.Simulator.Tests;

/// <summary>A raw client: what an operator's curl would send.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly SimulatedCloud _cloud;
    private string? _token;

    public ApiClient(SimulatedCloud cloud, HttpMessageHandler? handler = null)
    {
        _cloud = cloud;
        _http = new HttpClient(handler ?? cloud.CreateHandler());
    }

    public string Version { get; set; } = "2.93";

    public string User { get; init; } = "admin";

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        _token ??= await TokenAsync();
        using var request = new HttpRequestMessage(method, new Uri(_cloud.AuthUrl, path));
        request.Headers.Add("X-Auth-Token", _token);
        request.Headers.Add("OpenStack-API-Version", path.StartsWith("/placement", StringComparison.Ordinal) ? "placement 1.39" : $"compute {Version}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        status.ShouldBe(HttpStatusCode.OK, body?.ToJsonString());
        return body!;
    }

    public async Task<HttpStatusCode> ActAsync(string serverId, string body) =>
        (await SendAsync(HttpMethod.Post, $"/compute/v2.1/servers/{serverId}/action", body)).Status;

    public Task<HttpStatusCode> LiveMigrateAsync(string serverId, string? host = null) =>
        ActAsync(serverId, $$$"""{"os-migrateLive":{"host":{{{(host is null ? "null" : $"\"{host}\"")}}},"block_migration":"auto"}}""");

    public async Task<string> TokenAsync()
    {
        var user = new JsonObject { ["name"] = User, ["domain"] = new JsonObject { ["id"] = "default" }, ["password"] = _cloud.Password };
        var auth = new JsonObject
        {
            ["identity"] = new JsonObject { ["methods"] = new JsonArray("password"), ["password"] = new JsonObject { ["user"] = user } },
            ["scope"] = new JsonObject { ["project"] = new JsonObject { ["name"] = User, ["domain"] = new JsonObject { ["id"] = "default" } } },
        };
        using var content = new StringContent(new JsonObject { ["auth"] = auth }.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_cloud.AuthUrl, "/identity/v3/auth/tokens"), content);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return _token = response.Headers.GetValues("X-Subject-Token").Single();
    }

    public void Dispose() => _http.Dispose();
}
