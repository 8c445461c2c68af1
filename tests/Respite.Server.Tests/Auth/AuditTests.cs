using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Respite.Server.Auth;
using Respite.Server.Tests.Api;
using Respite.Simulator.Faults;

namespace Respite.Server.Tests.Auth;

/// <summary>What the audit log holds, and what a caller is told while it cannot be written.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await ServedCloud.StartAsync(_ => { }, keystone: new RoleMap());

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task An_attempt_of_somebody_who_may_not_is_recorded()
    {
        using var reader = new HttpClient { BaseAddress = served.Url, DefaultRequestHeaders = { { "X-Auth-Token", served.Cloud.IssueToken("curious", null, ["reader"]) } } };
        using var refused = await reader.PostAsJsonAsync("/v1/maintenances", new { host = ServedCloud.Host }, TestContext.Current.CancellationToken);
        ((int)refused.StatusCode).ShouldBe(403);
        (await EntriesAsync()).ShouldBe([("curious", "/v1/maintenances", 403)]);
    }

    [Fact]
    public async Task What_owners_of_instances_are_refused_does_not_fill_the_state()
    {
        using var owner = new HttpClient { BaseAddress = served.Url, DefaultRequestHeaders = { { "X-Auth-Token", served.Cloud.IssueToken("owner", "demo", ["member"]) } } };
        using var refused = await owner.PostAsJsonAsync("/v1/maintenances", new { host = ServedCloud.Host }, TestContext.Current.CancellationToken);
        ((int)refused.StatusCode).ShouldBe(403);
        (await EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_who_has_gone_before_the_answer_is_recorded()
    {
        var slow = served.Cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.Slow, Method = "GET", Path = new("/os-services"), Delay = TimeSpan.FromHours(1) });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = served.Url, DefaultRequestHeaders = { { "X-Auth-Token", served.LocalToken } } };
        var asked = client.PostAsJsonAsync("/v1/maintenances", new { host = ServedCloud.Host }, patience.Token);
        while (slow.Met == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        List<(string?, string?, int)> entries;
        while ((entries = await EntriesAsync()).Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        entries.ShouldBe([(Environment.UserName, "/v1/maintenances", 499)]);
    }

    [Fact]
    public async Task Without_an_audit_log_nothing_is_said_to_be_done_until_it_can_be_written()
    {
        (string, string)[] key = [("Idempotency-Key", "once")];
        var drain = new JsonObject { ["host"] = ServedCloud.Host };
        await ExecuteAsync("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'it is broken'); END");
        using (var unrecorded = await served.SendAsync(HttpMethod.Post, "/v1/maintenances", drain.DeepClone(), key))
        {
            var text = await unrecorded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            ((int)unrecorded.StatusCode).ShouldBe(503, text);
            JsonDocument.Parse(text).RootElement.GetProperty("title").GetString().ShouldBe("The audit log cannot be written");
            (unrecorded.Headers.Location, unrecorded.Headers.ETag, unrecorded.Headers.RetryAfter?.Delta).ShouldBe((null, null, TimeSpan.FromSeconds(5)));
        }
        using (var missing = await served.SendAsync(HttpMethod.Delete, "/v1/policies/none", (JsonNode?)null))
            ((int)missing.StatusCode).ShouldBe(503);
        served.Log().ShouldContain("Warning Respite.Server.Api");
        served.Log().ShouldContain("/v1/maintenances could not read or write the state: SQLite Error 19: 'it is broken'.");

        await ExecuteAsync("DROP TRIGGER broken");
        using var again = await served.SendAsync(HttpMethod.Post, "/v1/maintenances", drain.DeepClone(), key);
        ((int)again.StatusCode, again.Headers.GetValues("Idempotent-Replayed").Single()).ShouldBe((201, "true"));
        (await EntriesAsync()).ShouldBe([(Environment.UserName, "/v1/maintenances", 201)]);
    }

    private async Task<List<(string?, string?, int)>> EntriesAsync() =>
        [.. (await served.GetAsync("/v1/audit")).GetProperty("entries").EnumerateArray()
            .Select(e => (e.GetProperty("user_name").GetString(), e.GetProperty("path").GetString(), e.GetProperty("status").GetInt32()))];

    private async Task ExecuteAsync(string sql)
    {
        await using var state = new SqliteConnection($"Data Source={Path.Combine(served.StateDirectory, "respite.db")};Pooling=False");
        await state.ExecuteAsync(sql);
    }
}
