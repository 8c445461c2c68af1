namespace Respite.Lab.Tests;

/// <summary>What owners say of their servers, on real Nova: metadata and tags.</summary>
public sealed class WordsTests(LabCloud cloud)
{
    [LabFact]
    public async Task Owners_words_are_followed_on_real_servers()
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--prefix", "cold", "--flavor", "lab.tiny", "--meta", "respite:policy=cold");
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--prefix", "stay", "--flavor", "lab.tiny");
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--prefix", "rest", "--flavor", "lab.tiny", "--meta", "respite:policy=stop");
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--prefix", "plain", "--flavor", "lab.tiny");
        var before = (await cloud.Servers(HostUnderTest.Name)).ToDictionary(s => s.Name[..^3]);
        await cloud.Api.Nova(HttpMethod.Put, $"/servers/{before["stay"].Id}/tags/{Uri.EscapeDataString("respite:policy=skip")}");
        using var host = new HostUnderTest();
        var policy = host.Policy("owner_words: [cold, stop, skip]\n");

        var moves = (await host.PlanAsync("--policy", policy)).GetProperty("moves").EnumerateArray()
            .ToDictionary(m => m.GetProperty("instance_id").GetString()!, m => m.GetProperty("action").GetString());
        moves[before["cold"].Id].ShouldBe("cold_migrate");
        moves[before["stay"].Id].ShouldBe("leave");
        moves[before["rest"].Id].ShouldBe("stop");
        moves[before["plain"].Id].ShouldBe("live_migrate");

        var drain = await host.DrainAsync("--policy", policy);
        drain.ExitCode.ShouldBe(0, drain.Errors);
        var after = (await cloud.Servers()).ToDictionary(s => s.Id);
        after[before["stay"].Id].Host.ShouldBe(HostUnderTest.Name);
        after[before["cold"].Id].ShouldSatisfyAllConditions(s => s.Status.ShouldBe("ACTIVE"), s => s.Host.ShouldNotBe(HostUnderTest.Name));
        (await cloud.Actions(before["cold"])).Except(["create"]).ShouldBe(["migrate", "confirmResize"], ignoreOrder: true);
        (await cloud.Actions(before["plain"])).Except(["create"]).ShouldBe(["live-migration"]);
        (await cloud.Actions(before["stay"])).Except(["create"]).ShouldBeEmpty();
        after[before["rest"].Id].ShouldSatisfyAllConditions(s => s.Status.ShouldBe("SHUTOFF"), s => s.Host.ShouldBe(HostUnderTest.Name));

        var returned = await host.RunAsync("return", HostUnderTest.Name);
        returned.ExitCode.ShouldBe(0, returned.Errors);
        (await cloud.Actions(before["rest"])).Except(["create"]).ShouldBe(["stop", "start"], ignoreOrder: true);
        await LabCloud.Reset();
    }
}
