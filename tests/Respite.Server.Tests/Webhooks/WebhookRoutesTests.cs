using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Respite.Server.Tests.Api;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Webhooks;

/// <summary>Webhooks as an operator uses them, over real HTTP, with a real drain.</summary>
public sealed class WebhookRoutesTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private Receiver receiver = null!;
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.StartAsync();
        served = await ServedCloud.StartAsync(cloud => cloud.AddInstance(new InstanceSpec("vm-1") { Host = ServedCloud.Host }));
        http.BaseAddress = served.Url;
        http.DefaultRequestHeaders.Add("X-Auth-Token", served.LocalToken);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await served.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_drain_is_told_from_its_first_event_to_its_last()
    {
        var added = await AddAsync(new { url = receiver.Url });
        var maintenance = await served.DrainAsync([], "in_maintenance");
        var events = (await http.GetFromJsonAsync<JsonElement>("/v1/events")).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()).ToList();
        while (receiver.All.Count < events.Count)
            await receiver.NextAsync();
        receiver.Taken.ShouldBe(events);
        receiver.All.ShouldAllBe(d => d.IsSignedWith(added.GetProperty("secret").GetString()!));
        receiver.All.ShouldAllBe(d => d.Maintenance == maintenance.GetProperty("id").GetString());
        receiver.All.Select(d => d.Json.GetProperty("type").GetString()).ShouldContain("respite.move.done");
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_kept_nowhere_in_clear()
    {
        var secret = (await AddAsync(new { url = receiver.Url })).GetProperty("secret").GetString()!;
        secret.ShouldStartWith("whsec_");
        foreach (var path in new[] { "/v1/webhooks", $"/v1/webhooks/{await OnlyIdAsync()}", "/v1/audit", "/v1/events" })
            (await http.GetStringAsync(path)).ShouldNotContain(secret[6..], customMessage: path);
        foreach (var file in Directory.EnumerateFiles(served.StateDirectory, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var read = new MemoryStream();
            await stream.CopyToAsync(read);
            var (bytes, raw) = (read.ToArray(), Convert.FromBase64String(secret[6..]));
            (bytes.AsSpan().IndexOf(raw) >= 0 || bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret[6..])) >= 0).ShouldBeFalse(file);
        }
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(served.StateDirectory, "webhooks.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task It_can_be_changed_and_removed()
    {
        var id = (await AddAsync(new { url = receiver.Url })).GetProperty("id").GetString()!;
        using var changed = await http.PatchAsJsonAsync($"/v1/webhooks/{id}", new { types = new[] { "move.*" } });
        var now = await changed.Content.ReadFromJsonAsync<JsonElement>();
        (now.GetProperty("url").GetString(), now.GetProperty("types")[0].GetString()).ShouldBe((receiver.Url, "move.*"));
        using var wrong = await http.PatchAsJsonAsync($"/v1/webhooks/{id}", new { url = "http://example.org" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.DeleteAsync($"/v1/webhooks/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.DeleteAsync($"/v1/webhooks/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetStringAsync("/v1/webhooks")).ShouldBe("""{"webhooks":[]}""");
    }

    [Fact]
    public async Task What_cannot_be_a_webhook_is_said_at_once()
    {
        using var answer = await http.PostAsJsonAsync("/v1/webhooks", new { url = "http://me:hunter2@example.org", types = new[] { "everything" } });
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
        text.ShouldContain("url: holds a password");
        text.ShouldContain("types[0]: is no type of event");
        text.ShouldNotContain("hunter2");
    }

    private async Task<JsonElement> AddAsync(object webhook)
    {
        using var answer = await http.PostAsJsonAsync("/v1/webhooks", webhook);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> OnlyIdAsync() =>
        (await http.GetFromJsonAsync<JsonElement>("/v1/webhooks")).GetProperty("webhooks").EnumerateArray().Single().GetProperty("id").GetString()!;
}
