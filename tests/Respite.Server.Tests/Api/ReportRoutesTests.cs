using System.Net;
using System.Net.Http.Headers;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class ReportRoutesTests
{
    [Fact]
    public async Task Who_moved_where_and_how_long_it_took_is_reported_as_JSON_and_as_CSV()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
            build.AddInstance(new InstanceSpec("=cmd()") { Host = Host, Flavor = "m1.tiny", Metadata = new Dictionary<string, string> { ["respite:policy"] = "cold" } });
        });
        var path = $"/v1/maintenances/{(await served.DrainAsync([], "in_maintenance")).GetProperty("id").GetString()}/report";
        var report = await served.GetAsync(path);
        report.GetProperty("totals").ShouldSatisfyAllConditions(
            t => t.GetProperty("done").GetInt32().ShouldBe(2), t => t.GetProperty("restarts").GetInt32().ShouldBe(1), t => t.GetProperty("retries").GetInt32().ShouldBe(0));
        var plain = MoveOf(report, "plain");
        (plain.GetProperty("interruption").GetString(), plain.GetProperty("destination").GetString(), plain.GetProperty("attempts").GetInt32())
            .ShouldBe(("none", served.Instance("plain").Host, 1));
        MoveOf(report, "=cmd()").GetProperty("interruption").GetString().ShouldBe("restart");

        var (status, csv) = await served.SendAsync(HttpMethod.Get, $"{path}?format=csv");
        (status, csv.Contains(",'=cmd(),", StringComparison.Ordinal), csv.Split("\r\n").Length).ShouldBe((HttpStatusCode.OK, true, 4));
        using var http = new HttpClient { BaseAddress = served.Url, DefaultRequestHeaders = { { "X-Auth-Token", served.LocalToken } } };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        (await http.GetStringAsync(path, TestContext.Current.CancellationToken)).ShouldBe(csv);
        (await served.AskAsync(HttpMethod.Get, $"{path}?format=xml")).Status.ShouldBe(400);
        (await served.AskAsync(HttpMethod.Get, "/v1/maintenances/nothing/report")).Status.ShouldBe(404);
    }
}
