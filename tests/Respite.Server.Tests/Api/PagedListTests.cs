using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

/// <summary>The lists that are short as a rule are paged as the others are.</summary>
public sealed class PagedListTests : IAsyncLifetime
{
    private ServedCloud served = null!;
    private string maintenance = "";

    public async ValueTask InitializeAsync()
    {
        served = await StartAsync(build =>
        {
            foreach (var name in (string[])["a", "b", "c"])
                build.AddInstance(new InstanceSpec(name) { Host = Host, Flavor = "m1.tiny" });
        });
        foreach (var name in (string[])["one", "three", "two"])
        {
            await served.PostAsync("/v1/plans?store=true", new JsonObject { ["host"] = Host });
            (await served.AskAsync(HttpMethod.Put, $"/v1/policies/{name}", new JsonObject { ["policy"] = new JsonObject() })).Status.ShouldBe(201);
            await served.PostAsync("/v1/webhooks", new JsonObject { ["url"] = $"https://{name}.example/hook" });
        }
        maintenance = (await served.DrainAsync([], "in_maintenance")).GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Theory]
    [InlineData("maintenances/ID/moves", "moves", "instance_id")]
    [InlineData("maintenances/ID/moves?state=done", "moves", "instance_id")]
    [InlineData("plans", "plans", "id")]
    [InlineData("plans?host=compute-01", "plans", "id")]
    [InlineData("policies", "policies", "name")]
    [InlineData("webhooks", "webhooks", "id")]
    public async Task Pages_follow_their_links_and_a_marker_that_is_not_there_is_refused(string list, string key, string id)
    {
        var path = $"/v1/{list.Replace("ID", maintenance, StringComparison.Ordinal)}";
        var with = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var whole = (await served.GetAsync(path)).GetProperty(key).EnumerateArray().Select(item => item.GetProperty(id).GetString()).ToList();
        whole.Count.ShouldBe(3);
        foreach (var limit in (int[])[1, 2, 3, 1000])
            (await served.FollowAsync($"{path}{with}limit={limit}", key)).Select(item => item.GetProperty(id).GetString()).ShouldBe(whole, $"by {limit}");
        (await served.GetAsync($"{path}{with}fields={id}")).GetProperty(key).EnumerateArray().ShouldAllBe(item => item.EnumerateObject().Count() == 1);
        var (status, problem) = await served.AskAsync(HttpMethod.Get, $"{path}{with}marker=nothing");
        (status, problem.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("key").GetString()).ShouldBe((400, "marker"));
    }
}
