using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Respite.Lab.Tests;

/// <summary>
/// Raw requests to the lab as admin. Not our own client: what the tests hold Respite against
/// must not share its mistakes.
/// </summary>
public sealed class LabApi : IDisposable
{
    private readonly HttpClient http = new();
    private string token = "";

    /// <summary>The id of the project that the tests work in.</summary>
    public string ProjectId { get; private set; } = "";

    public async Task SignIn()
    {
        var domain = new { id = "default" };
        var user = new { name = "admin", domain, password = LabScripts.Setting("LAB_PASSWORD") };
        var body = JsonSerializer.Serialize(new
        {
            auth = new
            {
                identity = new { methods = new[] { "password" }, password = new { user } },
                scope = new { project = new { name = "admin", domain } },
            },
        });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"http://127.0.0.1:{LabScripts.Setting("PORT_KEYSTONE")}/v3/auth/tokens", content);
        answer.EnsureSuccessStatusCode();
        token = answer.Headers.GetValues("X-Subject-Token").Single();
        using var signedIn = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        ProjectId = signedIn.RootElement.GetProperty("token").GetProperty("project").GetProperty("id").GetString()!;
    }

    public Task<JsonElement> Nova(HttpMethod method, string path, string? body = null) =>
        Send(method, $"http://127.0.0.1:{LabScripts.Setting("PORT_NOVA")}/v2.1{path}", body, "compute 2.93");

    public Task<JsonElement> Placement(HttpMethod method, string path, string? body = null) =>
        Send(method, $"http://127.0.0.1:{LabScripts.Setting("PORT_PLACEMENT")}{path}", body, "placement 1.39");

    public Task<JsonElement> Keystone(HttpMethod method, string path, string? body = null) =>
        Send(method, $"http://127.0.0.1:{LabScripts.Setting("PORT_KEYSTONE")}/v3{path}", body, "identity 3");

    /// <param name="api">The address of Watcher's API, or of what answers as it.</param>
    public Task<JsonElement> Watcher(HttpMethod method, Uri api, string path, string? body = null) => Send(method, $"{api}/v1{path}", body, "infra-optim 1.7");

    /// <summary>Where a refusal does not matter.</summary>
    public async Task TryPlacement(HttpMethod method, string path)
    {
        try
        {
            await Placement(method, path);
        }
        catch (HttpRequestException e) when (e.StatusCode is not null)
        {
            // It was not there, or is gone meanwhile.
        }
    }

    /// <summary>The id of the image of that name, made if there is none.</summary>
    /// <param name="osType">Its <c>os_type</c>, or "".</param>
    public async Task<string> ImageAsync(string name, string osType)
    {
        var glance = $"http://127.0.0.1:{LabScripts.Setting("PORT_GLANCE")}/v2/images";
        var known = (await Send(HttpMethod.Get, $"{glance}?name={name}", null, "image 2.0")).GetProperty("images");
        if (known.GetArrayLength() > 0)
            return known[0].GetProperty("id").GetString()!;
        var image = new Dictionary<string, string> { ["name"] = name, ["disk_format"] = "raw", ["container_format"] = "bare", ["visibility"] = "public" };
        if (osType.Length > 0)
            image["os_type"] = osType;
        var id = (await Send(HttpMethod.Post, glance, JsonSerializer.Serialize(image), "image 2.0")).GetProperty("id").GetString()!;
        await Send(HttpMethod.Put, $"{glance}/{id}/file", "lab", "image 2.0", "application/octet-stream");
        return id;
    }

    /// <exception cref="HttpRequestException">The answer was no 2xx; the message has the body.</exception>
    private async Task<JsonElement> Send(HttpMethod method, string url, string? body, string version, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("X-Auth-Token", token);
        request.Headers.Add("OpenStack-API-Version", version);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{method} {url}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
        }

        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public void Dispose() => http.Dispose();
}
