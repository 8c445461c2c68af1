using System.Net;
using System.Text;
using System.Text.Json;

namespace Respite.Server.Tests.Api;

/// <summary>What is wrong with a request is said in full, by key, with what to do.</summary>
public sealed class ValidationTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await ServedCloud.StartAsync(_ => { });

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var problem = await RefusedAsync("/v1/maintenances", """
            {"reason": 5, "with": ["a", null, 7], "colour": "red", "policy":
             {"max_attempts": 0, "wait_seconds": "long", "instances": "some", "ladder": ["wait", "pray"], "allow_downtime": null, "wordz": {}, "host_link_mbps": {"h": "fast"}}}
            """);
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("key").GetString()).ShouldBe(
            ["host", "reason", "with[1]", "with[2]", "colour", "policy.max_attempts", "policy.wait_seconds", "policy.instances", "policy.ladder[1]", "policy.ladder",
             "policy.allow_downtime", "policy.wordz", "policy.host_link_mbps.h"], ignoreOrder: true);
        problem.GetProperty("errors").EnumerateArray().ShouldAllBe(e => e.GetProperty("detail").GetString() != "" && e.GetProperty("remedy").GetString() != "" && e.GetProperty("in").GetString() == "body");
    }

    [Theory]
    [InlineData("only")]
    [InlineData("ladder")]
    [InlineData("owner_words")]
    [InlineData("spare_hosts")]
    [InlineData("accept")]
    [InlineData("words")]
    [InlineData("host_link_mbps")]
    public async Task A_list_that_is_null_is_refused(string key)
    {
        var problem = await RefusedAsync("/v1/plans", $$"""{"host": "compute-01", "policy": {"{{key}}": null} }""");
        var error = problem.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        (error.GetProperty("key").GetString(), error.GetProperty("detail").GetString()).ShouldBe(($"policy.{key}", "is null"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"host\": \"compute-01\"")]
    [InlineData("{\"host\": \"a\", \"host\": \"b\"}")]
    [InlineData("{\"host\": \"a\\u0000b\"}")]
    [InlineData("{\"host\": \"\\ud800\"}")]
    [InlineData("{\"host\": \"\"}")]
    public async Task A_body_that_cannot_be_read_is_refused(string body) =>
        (await RefusedAsync("/v1/plans", body)).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();

    [Theory]
    [InlineData("?colour=red", "colour")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?open=perhaps", "open")]
    [InlineData("?host=%00", "host")]
    public async Task A_query_that_is_not_known_is_refused(string query, string key)
    {
        var (status, text) = await served.SendAsync(HttpMethod.Get, $"/v1/maintenances{query}");
        status.ShouldBe(HttpStatusCode.BadRequest, text);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        (error.GetProperty("key").GetString(), error.GetProperty("in").GetString()).ShouldBe((key, "query"));
    }

    [Fact]
    public async Task A_known_path_with_another_method_says_what_it_takes()
    {
        var (status, text) = await served.SendAsync(HttpMethod.Delete, "/v1/maintenances");
        status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        text.ShouldContain("GET");
        (await served.SendAsync(HttpMethod.Post, "/v1/plans", new StringContent("host=a", Encoding.UTF8, "text/plain"))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await served.SendAsync(HttpMethod.Post, "/v1/plans", new StringContent("{}", Encoding.Unicode, "application/json"))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await served.SendAsync(HttpMethod.Post, "/v1/plans", new StringContent(new string(' ', 2 << 20), Encoding.UTF8, "application/json"))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task<JsonElement> RefusedAsync(string path, string body)
    {
        var (status, text) = await served.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));
        status.ShouldBe(HttpStatusCode.BadRequest, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
