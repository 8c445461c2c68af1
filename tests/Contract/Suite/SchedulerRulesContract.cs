using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

/// <summary>What the scheduler refuses by groups and aggregates (the lab has all its filters on).</summary>
public abstract class SchedulerRulesContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task A_group_of_one_with_hard_affinity_cannot_leave_its_host()
    {
        var server = await Bench.ServerAsync("alone", Computes[0], group: await Bench.GroupAsync("affinity"), seconds: 0);
        (await MoveAsync(server, Computes[1])).ShouldBe("error");
        (await MoveAsync(server, null)).ShouldBe("error");
    }

    [Fact]
    public async Task An_aggregate_isolated_by_a_trait_takes_nobody_who_does_not_ask_for_it()
    {
        var server = await Bench.ServerAsync("plain", Computes[0], seconds: 0);
        await WithAggregateAsync(Computes[1], "trait:CUSTOM_CONTRACT", "required", async () =>
        {
            (await MoveAsync(server, Computes[1])).ShouldBe("error");
            (await MoveAsync(server, Computes[2])).ShouldBe("completed");
        });
    }

    [Theory]
    [InlineData("filter_tenant_id")]
    [InlineData("filter_tenant_id_contract")]
    public async Task A_project_with_an_aggregate_of_its_own_goes_nowhere_else(string key)
    {
        var server = await Bench.ServerAsync("own", Computes[0], seconds: 0);
        var project = (await Bench.GetServerAsync(server)).Text("tenant_id")!;
        await WithAggregateAsync(Computes[1], key, project, async () =>
        {
            (await MoveAsync(server, Computes[2])).ShouldBe("error");
            (await MoveAsync(server, Computes[1])).ShouldBe("completed");
        });
    }

    [Theory]
    [InlineData("filter_tenant_id", "error")]
    [InlineData("filter_tenant_id_contract", "completed")]
    public async Task Only_the_tenant_key_without_a_suffix_keeps_others_away(string key, string outcome)
    {
        var server = await Bench.ServerAsync("other", Computes[0], seconds: 0);
        await WithAggregateAsync(Computes[1], key, "0123456789abcdef0123456789abcdef", async () => (await MoveAsync(server, Computes[1])).ShouldBe(outcome));
    }

    /// <returns>How the migration ended.</returns>
    private async Task<string> MoveAsync(string server, string? host)
    {
        var last = await Bench.LastMigrationIdAsync(server);
        (await Api.LiveMigrateAsync(server, host)).Status.ShouldBe(HttpStatusCode.Accepted);
        return (await Bench.MigrationAsync(server, last, "error", "failed", "completed")).Text("status")!;
    }

    private async Task WithAggregateAsync(string host, string key, string value, Func<Task> test)
    {
        var made = await Api.CallAsync(HttpMethod.Post, "compute", "/os-aggregates", new JsonObject { ["aggregate"] = new JsonObject { ["name"] = "contract-rules" } });
        var path = $"/os-aggregates/{made.Body!["aggregate"]!["id"]!.GetValue<int>()}";
        try
        {
            await ActAsync("set_metadata", new JsonObject { ["metadata"] = new JsonObject { [key] = value } });
            await ActAsync("add_host", new JsonObject { ["host"] = host });
            await test();
        }
        finally
        {
            await ActAsync("remove_host", new JsonObject { ["host"] = host });
            await Api.CallAsync(HttpMethod.Delete, "compute", path);
        }

        async Task ActAsync(string action, JsonObject arguments) =>
            (await Api.CallAsync(HttpMethod.Post, "compute", path + "/action", new JsonObject { [action] = arguments })).Status.ShouldBe(HttpStatusCode.OK);
    }
}
