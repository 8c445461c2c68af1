using Respite.EndToEnd.Tests;

namespace Respite.Lab.Tests;

/// <summary>Watcher's own clients drain a host of real Nova by Respite, which the lab's Keystone has as infra-optim.</summary>
public sealed class WatcherTests(LabCloud cloud)
{
    [LabFact]
    public async Task The_walk_of_watchers_clients_drains_a_host()
    {
        WatcherWalk.SkipWithoutClients();
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "4", "--prefix", "watch", "--flavor", "lab.tiny");
        var before = await cloud.Servers(HostUnderTest.Name);
        using var host = new HostUnderTest();
        using var server = host.StartServer([]);
        var url = (await server.LineAsync("listens at ")).Split("listens at ")[1];
        await using var entry = await CatalogEntry.AddAsync(cloud.Api, "infra-optim", new Uri(new Uri(url), "watcher"));

        var walk = await WatcherWalk.RunAsync(HostUnderTest.Name, new Dictionary<string, string>
        {
            ["OS_AUTH_URL"] = $"http://127.0.0.1:{LabScripts.Setting("PORT_KEYSTONE")}/v3",
            ["OS_USERNAME"] = "admin",
            ["OS_PASSWORD"] = LabScripts.Setting("LAB_PASSWORD"),
            ["OS_PROJECT_NAME"] = "admin",
        });
        walk.ExitCode.ShouldBe(0, $"{walk.Output}\n{walk.Errors}");
        before.Count.ShouldBe(4);
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();
        (await cloud.Servers()).ShouldAllBe(s => s.Status == "ACTIVE" && s.TaskState == null);
        foreach (var moved in before)
            (await cloud.Actions(moved)).Except(["create"]).ShouldBe(["live-migration"], moved.Name);
        var service = (await cloud.Api.Nova(HttpMethod.Get, $"/os-services?binary=nova-compute&host={HostUnderTest.Name}")).GetProperty("services")[0];
        (service.GetProperty("status").GetString(), service.GetProperty("disabled_reason").GetString()).ShouldBe(("disabled", "watcher_maintaining"));

        // As Watcher's users hand a host back.
        await cloud.Api.Nova(HttpMethod.Put, $"/os-services/{service.GetProperty("id").GetString()}", """{"status":"enabled"}""");
        await LabCloud.Until(async () => (await host.AskAsync("history", "-f", "json")).Output.Contains("completed", StringComparison.Ordinal), "the maintenance to be completed");
        await LabCloud.Reset();
    }
}
