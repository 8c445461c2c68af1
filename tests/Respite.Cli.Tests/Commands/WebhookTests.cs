using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class WebhookTests
{
    [Fact]
    public async Task Add_shows_the_secret_and_says_that_it_is_not_shown_again()
    {
        await using var server = await FakeServer.StartAsync();
        JsonNode? sent = null;
        server.Override = r =>
        {
            sent = JsonNode.ParseAsync(r.Body).GetAwaiter().GetResult();
            return Json("""{"id":"w-1","url":"https://example.org","types":["move.*"],"secret":"whsec_AAAA"}""", 201);
        };
        var run = await Run.AgainstAsync(server, "webhook", "add", "https://example.org", "--type", "move.*", "-f", "value", "-c", "secret");
        (run.ExitCode, run.Out).ShouldBe((0, "whsec_AAAA\n"));
        run.Error.ShouldContain("keep the secret now");
        sent!.ToJsonString().ShouldBe("""{"url":"https://example.org","types":["move.*"]}""");
    }

    [Fact]
    public async Task List_shows_what_waits_for_each()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = _ => Json("""{"webhooks":[{"id":"w-1","url":"https://example.org","types":[],"waiting":3,"dead_letters":1,"error":"answered 500"}]}""");
        (await Run.AgainstAsync(server, "webhook", "list", "-f", "value")).Out.ShouldBe("w-1 https://example.org  3 1 answered 500\n");
    }

    [Fact]
    public async Task Remove_is_one_request()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = _ => Results.NoContent();
        var run = await Run.AgainstAsync(server, "webhook", "remove", "w-1");
        (run.ExitCode, run.Error).ShouldBe((0, "respite: webhook w-1 is removed.\n"));
        server.Requests.ShouldBe(["DELETE /v1/webhooks/w-1"]);
    }

    [Fact]
    public async Task Dead_letters_are_paged_through()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = r => Json((string?)r.Query["marker"] switch
        {
            "0" => """{"dead_letters":[{"seq":4,"error":"answered 500"},{"seq":9,"error":"answered 500"}]}""",
            "9" => """{"dead_letters":[{"seq":12,"error":"answered 404"}]}""",
            _ => """{"dead_letters":[]}""",
        });
        (await Run.AgainstAsync(server, "webhook", "dead-letters", "w-1", "-f", "value", "-c", "seq")).Out.ShouldBe("4\n9\n12\n");
    }

    [Fact]
    public async Task Replay_is_of_one_or_of_all()
    {
        await using var server = await FakeServer.StartAsync();
        var sent = new List<string>();
        server.Override = r =>
        {
            sent.Add($"{r.Path} {JsonNode.ParseAsync(r.Body).GetAwaiter().GetResult()!.ToJsonString()}");
            return Json("""{"replayed":2}""");
        };
        (await Run.AgainstAsync(server, "webhook", "replay", "w-1", "-f", "value")).Out.ShouldBe("2\n");
        await Run.AgainstAsync(server, "webhook", "replay", "w-1", "--seq", "7");
        sent.ShouldBe(["/v1/webhooks/w-1/replay {}", """/v1/webhooks/w-1/replay {"seq":7}"""]);
    }

    private static IResult Json(string json, int status = 200) => Results.Text(json, "application/json", statusCode: status);
}
