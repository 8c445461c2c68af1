using System.Net;
using System.Text.Json.Nodes;

namespace Respite.Server.Tests.Api;

/// <summary>Idempotency-Key: what is sent twice is made once.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Header = "Idempotency-Key";
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await ServedCloud.StartAsync(_ => { });

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task The_same_request_gets_the_same_answer_and_makes_nothing_more()
    {
        using var first = await CreateAsync("key-1", "new disks");
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var told = await TextAsync(first);
        await served.UntilAsync(JsonNode.Parse(told)!["id"]!.GetValue<string>(), "in_maintenance");

        using var again = await CreateAsync("key-1", "new disks");
        (again.StatusCode, await TextAsync(again), again.Headers.Location).ShouldBe((HttpStatusCode.Created, told, first.Headers.Location));
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await served.GetAsync("/v1/maintenances")).GetProperty("maintenances").GetArrayLength().ShouldBe(1);

        using var another = await CreateAsync("key-1", "new memory");
        another.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var other = await CreateAsync("key-2", "new disks");
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_the_request_can_be_mended_under_its_key()
    {
        using (var wrong = await served.SendAsync(HttpMethod.Post, "/v1/maintenances", new JsonObject { ["host"] = "compute-99" }, (Header, "key-1")))
            wrong.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var invalid = await served.SendAsync(HttpMethod.Post, "/v1/maintenances", new JsonObject { ["hosts"] = "compute-01" }, (Header, "key-1")))
            invalid.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var right = await CreateAsync("key-1", "mended");
        right.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Many_at_once_make_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync("key-1", "all at once")));
        answers.Select(a => a.StatusCode).Distinct().ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.Created);
        answers.Where(a => a.StatusCode == HttpStatusCode.Conflict).ShouldAllBe(a => a.Headers.RetryAfter != null);
        var texts = await Task.WhenAll(answers.Where(a => a.StatusCode == HttpStatusCode.Created).Select(TextAsync));
        texts.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_secret_is_told_again_and_lies_in_the_database_sealed()
    {
        var body = new JsonObject { ["url"] = "https://receiver.example/hook" };
        using var first = await served.SendAsync(HttpMethod.Post, "/v1/webhooks", body, (Header, "hook-1"));
        var told = await TextAsync(first);
        using var again = await served.SendAsync(HttpMethod.Post, "/v1/webhooks", body, (Header, "hook-1"));
        (await TextAsync(again)).ShouldBe(told);
        var secret = JsonNode.Parse(told)!["secret"]!.GetValue<string>();
        foreach (var file in Directory.GetFiles(served.StateDirectory, "respite.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain(secret["whsec_".Length..]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task What_is_no_key_is_refused(string key)
    {
        using var answer = await CreateAsync(key, "no key");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<HttpResponseMessage> CreateAsync(string key, string reason) =>
        served.SendAsync(HttpMethod.Post, "/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host, ["reason"] = reason }, (Header, key));

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
