using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Server.Tests.Api;

/// <summary>ETag and If-Match: nobody decides on what is not so any more.</summary>
public sealed class PreconditionTests
{
    [Fact]
    public async Task A_command_on_what_has_changed_since_is_refused_with_what_has_changed()
    {
        await using var served = await ServedCloud.StartAsync(_ => { });
        var id = (await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host })).GetProperty("id").GetString()!;
        await served.UntilAsync(id, "in_maintenance");
        var path = $"/v1/maintenances/{id}";
        using var seen = await served.SendAsync(HttpMethod.Get, path, body: null);
        var tag = seen.Headers.ETag!.ToString();
        using (var again = await served.SendAsync(HttpMethod.Get, path, body: null))
            again.Headers.ETag!.ToString().ShouldBe(tag);

        using (var wrong = await served.SendAsync(HttpMethod.Post, $"{path}/return", null, ("If-Match", "\"0\"")))
            wrong.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using (var weak = await served.SendAsync(HttpMethod.Post, $"{path}/return", null, ("If-Match", $"W/{tag}")))
            weak.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using (var junk = await served.SendAsync(HttpMethod.Post, $"{path}/return", null, ("If-Match", "yesterday")))
            junk.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using (var right = await served.SendAsync(HttpMethod.Post, $"{path}/return", null, ("If-Match", tag)))
            right.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var late = await served.SendAsync(HttpMethod.Post, $"{path}/return", null, ("If-Match", tag));
        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var problem = JsonDocument.Parse(await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        problem.GetProperty("events").EnumerateArray().First().GetProperty("message").GetString().ShouldBe("returning: handed back by the operator");
        problem.GetProperty("detail").GetString()!.ShouldContain("handed back by the operator");
        late.Headers.ETag!.ToString().ShouldNotBe(tag);
        using var whatever = await served.SendAsync(HttpMethod.Post, $"{path}/cancel", null, ("If-Match", "*"));
        whatever.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_refusal_that_passes_by_itself_says_when_to_ask_again_and_another_does_not()
    {
        await using var served = await ServedCloud.StartAsync(_ => { });
        var id = (await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host })).GetProperty("id").GetString()!;
        await served.UntilAsync(id, "in_maintenance");
        using var busy = await served.SendAsync(HttpMethod.Post, "/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host });
        (busy.StatusCode, busy.Headers.RetryAfter).ShouldBe((HttpStatusCode.Conflict, null));
    }
}
