using System.Text;
using System.Text.Json;
using Respite.Simulator;
using Respite.Simulator.Time;
using Respite.Situations;

namespace Respite.Server.Tests.Scheduling;

/// <summary>The simulator's Nova, asked in raw requests as admin.</summary>
internal sealed class SimulatedNova(SimulatedCloud cloud, VirtualClock clock) : INovaUnderTest, IDisposable
{
    private readonly HttpClient http = new(cloud.CreateHandler());
    private string token = "";

    /// <summary>The project that the servers are in.</summary>
    public string ProjectId { get; private set; } = "";

    public async Task SignInAsync()
    {
        var domain = new { id = "default" };
        var auth = new
        {
            identity = new { methods = new[] { "password" }, password = new { user = new { name = SimulatedCloud.UserName, domain, password = cloud.Password } } },
            scope = new { project = new { name = SimulatedCloud.ProjectName, domain } },
        };
        using var answer = await http.PostAsync($"{cloud.AuthUrl}/auth/tokens", Json(JsonSerializer.Serialize(new { auth })));
        token = answer.Headers.GetValues("X-Subject-Token").Single();
        ProjectId = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetProperty("project").GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> CallAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(cloud.AuthUrl, $"/compute/v2.1{path}"));
        request.Headers.Add("X-Auth-Token", token);
        request.Headers.Add("OpenStack-API-Version", "compute 2.93");
        request.Content = body is null ? null : Json(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public Task PassAsync(TimeSpan time)
    {
        clock.Advance(time);
        return Task.CompletedTask;
    }

    public void Dispose() => http.Dispose();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
