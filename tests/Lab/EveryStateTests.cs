using System.Text.Json;

namespace Respite.Lab.Tests;

/// <summary>A host with twenty servers in every state that Nova knows.</summary>
public sealed class EveryStateTests(LabCloud cloud)
{
    private static readonly string[] NeedPerson = ["SUSPENDED", "RESCUE", "ERROR", "SOFT_DELETED", "VERIFY_RESIZE"];

    [LabFact]
    public async Task It_is_drained_to_those_that_need_a_person_and_these_are_named_before_and_after()
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--every-state", HostUnderTest.Name);
        var before = await cloud.Servers(HostUnderTest.Name);
        var active = before.Where(s => s.Status == "ACTIVE").ToList();
        var stay = before.Where(s => NeedPerson.Contains(s.Status)).Select(s => s.Name).Order().ToList();
        using var host = new HostUnderTest();

        var blockers = Ids(await host.PlanAsync(), "blockers");
        foreach (var server in before.Where(s => NeedPerson.Contains(s.Status)))
            blockers.ShouldContain(server.Id, $"{server.Name} ({server.Status}) has to be in the plan's blockers");

        var drain = await host.DrainAsync();
        drain.ExitCode.ShouldBe(4, drain.Errors);
        var left = await cloud.Servers(HostUnderTest.Name);
        left.Select(s => s.Name).Order().ShouldBe(stay);
        foreach (var name in stay)
            drain.Errors.ShouldContain(name);

        var after = (await cloud.Servers()).ToDictionary(s => s.Id);
        foreach (var server in before.Where(s => s.Status is "ACTIVE" or "PAUSED" or "SHUTOFF"))
            after[server.Id].Status.ShouldBe(server.Status, server.Name);
        foreach (var server in active)
            (await cloud.Actions(server)).Except(["create", "lock"]).Distinct().ShouldBe(["live-migration"], server.Name);
        await HoldsAsync(after);
        await LabCloud.Reset();
    }

    [LabFact]
    public async Task What_is_left_can_be_accepted_by_name_and_the_host_is_returned_as_it_was()
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--error", "1", "--prefix", "acc", "--flavor", "lab.tiny");
        using var host = new HostUnderTest();
        (await host.DrainAsync()).ExitCode.ShouldBe(4);
        var resumed = await host.RunAsync("resume", HostUnderTest.Name, "--accept", "acc-error-01");
        resumed.ExitCode.ShouldBe(0, resumed.Errors);
        var watched = await host.RunAsync("watch", HostUnderTest.Name);
        watched.ExitCode.ShouldBe(0, watched.Errors);
        (await host.RunAsync("return", HostUnderTest.Name)).ExitCode.ShouldBe(0);
        (await cloud.Servers(HostUnderTest.Name)).Single().Name.ShouldBe("acc-error-01");
        await LabCloud.Reset();
    }

    private static List<string?> Ids(JsonElement plan, string list) =>
        [.. plan.GetProperty(list).EnumerateArray().Select(b => b.GetProperty("instance_id").GetString())];

    /// <summary>No two members of an anti-affinity group on one host.</summary>
    private async Task HoldsAsync(IReadOnlyDictionary<string, LabServer> servers)
    {
        var json = await cloud.Api.Nova(HttpMethod.Get, "/os-server-groups?all_projects=True");
        foreach (var group in json.GetProperty("server_groups").EnumerateArray().Where(g => g.GetProperty("policy").GetString() == "anti-affinity"))
        {
            var hosts = group.GetProperty("members").EnumerateArray().Select(m => servers[m.GetString()!].Host).ToList();
            hosts.Distinct().Count().ShouldBe(hosts.Count);
        }
    }
}
