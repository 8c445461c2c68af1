using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Server.Tests.Api;

/// <summary>OpenStack's habits of lists and version documents.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync()
    {
        served = await ServedCloud.StartAsync(_ => { });
        foreach (var host in (string[])["compute-02", "compute-01", "compute-03"])
            await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = host });
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task The_versions_are_told_to_anybody_in_novas_shape()
    {
        using var http = new HttpClient();
        var root = JsonDocument.Parse(await http.GetStringAsync(served.Url, TestContext.Current.CancellationToken)).RootElement;
        var version = root.GetProperty("versions").EnumerateArray().ShouldHaveSingleItem();
        (version.GetProperty("id").GetString(), version.GetProperty("status").GetString()).ShouldBe(("v1.0", "CURRENT"));
        var self = version.GetProperty("links").EnumerateArray().Single(l => l.GetProperty("rel").GetString() == "self").GetProperty("href").GetString();
        self.ShouldBe(new Uri(served.Url, "/v1/").ToString());
        JsonDocument.Parse(await http.GetStringAsync(self, TestContext.Current.CancellationToken)).RootElement.GetProperty("version").GetProperty("id").GetString().ShouldBe("v1.0");
    }

    [Theory]
    [InlineData("maintenances", "host", "", "compute-03,compute-01,compute-02")]
    [InlineData("maintenances", "host", "sort=created_at:asc&", "compute-02,compute-01,compute-03")]
    [InlineData("maintenances", "host", "sort=host&", "compute-01,compute-02,compute-03")]
    [InlineData("maintenances", "host", "sort=host:desc&", "compute-03,compute-02,compute-01")]
    [InlineData("hosts", "name", "", "compute-01,compute-02,compute-03,compute-04")]
    [InlineData("hosts", "name", "sort=name:desc&", "compute-04,compute-03,compute-02,compute-01")]
    public async Task Pages_follow_their_links_in_the_asked_order(string list, string key, string query, string expected)
    {
        foreach (var limit in (int[])[1, 2, 3, 4, 1000])
            (await served.FollowAsync($"/v1/{list}?{query}limit={limit}", list)).Select(item => item.GetProperty(key).GetString()).ShouldBe(expected.Split(','), $"by {limit}");
    }

    [Theory]
    [InlineData("events")]
    [InlineData("audit")]
    public async Task The_journal_and_the_audit_log_are_paged_both_ways(string list)
    {
        var key = list == "audit" ? "entries" : list;
        await Task.WhenAll(new[] { "compute-01", "compute-02", "compute-03" }.Select(async host =>
        {
            var id = (await served.GetAsync($"/v1/maintenances?host={host}")).GetProperty("maintenances")[0].GetProperty("id").GetString()!;
            await served.UntilAsync(id, "in_maintenance");
        }));
        var all = Sequence(await served.FollowAsync($"/v1/{list}?limit=1000", key));
        all.Count.ShouldBeGreaterThan(2);
        all.ShouldBe(all.Order());
        Sequence(await served.FollowAsync($"/v1/{list}?limit=2", key)).ShouldBe(all);
        Sequence(await served.FollowAsync($"/v1/{list}?limit=2&sort=seq:desc", key)).ShouldBe(all.AsEnumerable().Reverse());
    }

    [Theory]
    [InlineData("/v1/maintenances?fields=id,host", "id,host")]
    [InlineData("/v1/hosts?fields=name", "name")]
    [InlineData("/v1/events?fields=seq,type", "seq,type")]
    [InlineData("/v1/audit?fields=path", "path")]
    public async Task Only_the_wanted_fields_are_sent(string path, string expected)
    {
        var items = (await served.GetAsync(path)).EnumerateObject().First().Value.EnumerateArray().ToList();
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(item => item.EnumerateObject().Select(p => p.Name).Order().SequenceEqual(expected.Split(',', StringSplitOptions.None).Order()));
    }

    [Theory]
    [InlineData("/v1/maintenances?sort=colour", "sort")]
    [InlineData("/v1/maintenances?sort=host:up", "sort")]
    [InlineData("/v1/maintenances?fields=id,colour", "fields")]
    [InlineData("/v1/maintenances?marker=nothing", "marker")]
    [InlineData("/v1/hosts?marker=compute-99", "marker")]
    [InlineData("/v1/events?marker=-1", "marker")]
    [InlineData("/v1/events?limit=1001", "limit")]
    [InlineData("/v1/audit?after=1", "after")]
    public async Task What_a_list_does_not_know_is_refused(string path, string key)
    {
        var (status, problem) = await served.AskAsync(HttpMethod.Get, path);
        status.ShouldBe(400);
        problem.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("key").GetString().ShouldBe(key);
    }

    [Fact]
    public async Task Metadata_that_is_given_several_times_must_all_hold_and_a_value_may_have_a_comma()
    {
        await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = "compute-04", ["metadata"] = new JsonObject { ["rack"] = "4", ["teams"] = "blue,green" } });
        (await CountAsync("metadata=rack=4&metadata=teams=blue,green")).ShouldBe(1);
        (await CountAsync("metadata=rack=4&metadata=teams=blue")).ShouldBe(0);
        (await CountAsync("metadata=rack=4")).ShouldBe(1);
        var (status, problem) = await served.AskAsync(HttpMethod.Get, "/v1/maintenances?metadata=rack=4&metadata=teams");
        (status, problem.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("detail").GetString()).ShouldBe((400, "is 'teams'"));

        async Task<int> CountAsync(string query) => (await served.GetAsync($"/v1/maintenances?{query}")).GetProperty("maintenances").GetArrayLength();
    }

    private static List<long> Sequence(IEnumerable<JsonElement> items) => [.. items.Select(item => item.GetProperty("seq").GetInt64())];
}
