using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Respite.Tests.Shared;

namespace Respite.Server.Tests.Api;

/// <summary>Two servers on one PostgreSQL database: a key counts at both.</summary>
public sealed class ReplicatedIdempotencyTests(PostgresServer postgres)
{
    [Fact]
    public async Task What_is_sent_to_two_replicas_under_one_key_is_made_once()
    {
        var database = await postgres.NewDatabaseAsync();
        await RespiteServer.SyncDatabaseAsync(database, TestContext.Current.CancellationToken);
        Func<ServerOptions, ServerOptions> shared = options => options with { Database = database };
        await using var served = await ServedCloud.StartAsync(_ => { }, configure: shared);
        await using var replica = await served.ReplicaAsync(shared);
        using var other = ServedCloud.Client(replica);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { FirstAsync(), OtherAsync() }));
        answers.Select(a => a.Status).Distinct().ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        var told = answers.Where(a => a.Status == HttpStatusCode.Created).Select(a => a.Text).Distinct().ShouldHaveSingleItem();
        (await FirstAsync()).ShouldBe((HttpStatusCode.Created, told));
        (await OtherAsync()).ShouldBe((HttpStatusCode.Created, told));
        (await served.GetAsync("/v1/maintenances")).GetProperty("maintenances").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("id").GetString().ShouldBe(JsonDocument.Parse(told).RootElement.GetProperty("id").GetString());

        async Task<(HttpStatusCode Status, string Text)> FirstAsync() => await ReadAsync(await served.SendAsync(HttpMethod.Post, "/v1/maintenances", JsonSerializer.SerializeToNode(Body), ("Idempotency-Key", "key-1")));

        async Task<(HttpStatusCode Status, string Text)> OtherAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/maintenances") { Content = JsonContent.Create(Body), Headers = { { "Idempotency-Key", "key-1" } } };
            return await ReadAsync(await other.SendAsync(request, TestContext.Current.CancellationToken));
        }
    }

    private static Dictionary<string, string> Body => new() { ["host"] = ServedCloud.Host, ["reason"] = "new disks" };

    private static async Task<(HttpStatusCode Status, string Text)> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
