using System.Net;
using System.Text.Json;
using Respite.Server.Tests.Api.Documents;

namespace Respite.Server.Tests.Api;

/// <summary>The API's document: the committed one is the served one, and it describes each route in full.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private ServedCloud served = null!;
    private string text = "";

    public async ValueTask InitializeAsync()
    {
        served = await ServedCloud.StartAsync(_ => { });
        (var status, text) = await served.SendAsync(HttpMethod.Get, "/v1/openapi.json");
        status.ShouldBe(HttpStatusCode.OK, text);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task The_committed_document_is_the_served_one()
    {
        if (Environment.GetEnvironmentVariable("RESPITE_WRITE_OPENAPI") == "1")
            await File.WriteAllTextAsync(CommittedDocument.File, text, TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(CommittedDocument.File, TestContext.Current.CancellationToken)).ShouldBe(text, "CONTRIBUTING.md says how docs/api/openapi.json is written anew; look at the difference before it is committed.");
    }

    [Fact]
    public void Every_route_is_described()
    {
        var names = new HashSet<string>();
        foreach (var (what, operation) in Operations())
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty($"{what} says not what it does: WithSummary");
            names.Add(operation.GetProperty("operationId").GetString()!).ShouldBeTrue($"{what} has the name of another");
            operation.GetProperty("tags").GetArrayLength().ShouldBe(1, what);
            var answers = operation.GetProperty("responses").EnumerateObject().ToList();
            foreach (var answer in answers.Where(a => a.Name is ['2', ..] and not "204"))
                answer.Value.GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _).ShouldBeTrue($"{what} says not what it answers: Answers");
            answers.ShouldContain(a => a.Name.StartsWith('2'), what);
            answers.ShouldContain(a => a.Name == "400", what);
            if (operation.TryGetProperty("parameters", out var parameters))
                parameters.EnumerateArray().Where(p => !p.TryGetProperty("description", out _)).ShouldBeEmpty($"{what} has a parameter without a description");
        }
        names.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void What_needs_a_token_says_so()
    {
        var open = Operations().Where(o => !o.Operation.TryGetProperty("security", out var security) || !security[0].TryGetProperty("X-Auth-Token", out _)).Select(o => o.What);
        open.ShouldBe(["get /", "get /v1", "post /v1/session"]);
    }

    [Fact]
    public async Task It_can_be_browsed_without_anything_from_elsewhere()
    {
        using var http = new HttpClient { BaseAddress = served.Url };
        using var page = await http.GetAsync("docs/index.html", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
        html.ShouldNotContain("://", customMessage: "something is fetched from another host");
        (await http.GetAsync("docs/swagger-ui-bundle.js", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync("docs", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private IEnumerable<(string What, JsonElement Operation)> Operations() => JsonDocument.Parse(text).RootElement.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value)));
}
