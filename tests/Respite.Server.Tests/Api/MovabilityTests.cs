using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;
using Volume = Respite.Simulator.Model.Volume;

namespace Respite.Server.Tests.Api;

public sealed class MovabilityTests
{
    private static readonly string[] Ended = ["in_maintenance", "blocked", "failed"];

    private static void Add(CloudBuilder build, string name, string key, string value)
    {
        build.AddFlavor(name + ".flavor", 1, 512, 1, new Dictionary<string, string> { [key] = value });
        build.AddInstance(new InstanceSpec(name) { Host = Host, Flavor = name + ".flavor" });
    }

    private static InstanceSpec WithPort(string name, string kind) => new(name) { Host = Host, Flavor = "m1.tiny", VnicType = kind };

    private static InstanceSpec WithVolume(string name, bool encrypted) => new(name) { Host = Host, Flavor = "m1.tiny", Volumes = [new Volume($"of-{name}", encrypted)] };

    private static IEnumerable<string> AskedOfCinder(ServedCloud served) => served.Cloud.History.Where(entry => entry.Service == "cinder").Select(entry => entry.Path).Distinct();

    [Fact]
    public async Task A_direct_port_is_seen_in_Neutron_and_asked_about_before_and_during_the_drain()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(WithPort("direct", "direct"));
            build.AddInstance(WithPort("macvtap", "macvtap"));
        });
        var plan = await served.PlanAsync();
        plan.GetProperty("blockers").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString()!.ShouldContain("SR-IOV port (direct)");
        MoveOf(plan, "macvtap").GetProperty("estimate").GetString()!.ShouldContain("only Nova's scheduler knows");

        var blocked = await served.DrainAsync([], Ended);
        blocked.GetProperty("state").GetString().ShouldBe("blocked", blocked.ToString());
        served.ActionsOn("direct").ShouldBeEmpty();
        served.ActionsOn("macvtap").ShouldBe(["live-migration"]);
    }

    [Fact]
    public async Task What_cannot_be_live_migrated_goes_cold_where_the_policy_allows_and_chooses_it()
    {
        await using var served = await StartAsync(build =>
        {
            Add(build, "sev", "hw:mem_encryption", "true");
            Add(build, "gpu", "pci_passthrough:alias", "gpu:1");
        });
        (await served.PlanAsync()).GetProperty("blockers").EnumerateArray().Count().ShouldBe(2);

        var drained = await served.DrainAsync(JsonNode.Parse("""{"allow_downtime": true, "unmovable": "cold"}""")!.AsObject(), Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        served.ActionsOn("sev").ShouldBe(["migrate", "confirmResize"]);
        served.ActionsOn("gpu").ShouldBe(["migrate", "confirmResize"]);
        served.Instance("sev").Status.ShouldBe("ACTIVE");
    }

    /// <summary>Below 2.98 a server does not show its image's properties: only Nova's refusal tells.</summary>
    [Fact]
    public async Task What_only_Nova_knows_to_refuse_is_asked_about_after_one_try()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddImage("sealed", new Dictionary<string, string> { ["hw_tpm_version"] = "2.0" });
            build.AddInstance(new InstanceSpec("tpm") { Host = Host, Flavor = "m1.tiny", Image = "sealed" });
        });
        var blocked = await served.DrainAsync([], Ended);
        blocked.GetProperty("state").GetString().ShouldBe("blocked", blocked.ToString());
        MoveOf(blocked, "tpm").ShouldSatisfyAllConditions(
            move => move.GetProperty("attempt").GetInt32().ShouldBe(1), move => move.GetProperty("reason").GetString()!.ShouldContain("vTPM"));
    }

    [Fact]
    public async Task An_attached_share_is_seen_where_there_can_be_one_and_the_instance_is_left_where_the_policy_says_so()
    {
        await using var served = await StartAsync(
            build =>
            {
                Add(build, "plain", "hw:mem_page_size", "large");
                build.AddFlavor("pages", 1, 512, 1, new Dictionary<string, string> { ["hw:mem_page_size"] = "large" });
                build.AddInstance(new InstanceSpec("shares") { Host = Host, Flavor = "pages", HasShare = true });
                build.AddInstance(new InstanceSpec("other") { Host = Host, Flavor = "m1.tiny" });
            },
            computeMaximum: "2.100");
        (await served.PlanAsync()).GetProperty("blockers").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString()!.ShouldContain("share attached");
        served.Cloud.History.Count(entry => entry.Path.EndsWith("/shares", StringComparison.Ordinal)).ShouldBe(2, "those with pages of their own can have one");

        var drained = await served.DrainAsync(JsonNode.Parse("""{"unmovable": "leave"}""")!.AsObject(), Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        MoveOf(drained, "shares").GetProperty("state").GetString().ShouldBe("left");
        served.ActionsOn("shares").ShouldBeEmpty();
        served.ActionsOn("plain").ShouldBe(["live-migration"]);
    }

    [Fact]
    public async Task An_encrypted_volume_is_seen_in_Cinder_and_no_drain_leaves_its_instance_in_ERROR()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddInstance(WithVolume("locked", encrypted: true));
            build.AddInstance(WithVolume("locked-off", encrypted: true) with { Status = "SHUTOFF" });
            build.AddInstance(WithVolume("open", encrypted: false));
            build.AddInstance(new InstanceSpec("none") { Host = Host, Flavor = "m1.tiny" });
        });
        var plan = await served.PlanAsync();
        plan.GetProperty("blockers").EnumerateArray().ShouldHaveSingleItem().GetProperty("reason").GetString()!.ShouldContain("volume_keys_readable");
        MoveOf(plan, "locked").GetProperty("estimate").GetString()!.ShouldContain("encrypted volume");
        MoveOf(plan, "open").GetProperty("estimate").ValueKind.ShouldBe(JsonValueKind.Null);
        AskedOfCinder(served).ShouldBe(["/volume/v3/volumes/of-locked", "/volume/v3/volumes/of-locked-off", "/volume/v3/volumes/of-open"], ignoreOrder: true);

        var blocked = await served.DrainAsync(JsonNode.Parse("""{"max_attempts": 1, "allow_downtime": true, "ladder": ["cold_migrate", "ask"]}""")!.AsObject(), Ended);
        blocked.GetProperty("state").GetString().ShouldBe("blocked", blocked.ToString());
        MoveOf(blocked, "locked").GetProperty("reason").GetString()!.ShouldContain("encrypted volume");
        served.ActionsOn("locked").ShouldBe(["live-migration"]);
        served.Instance("locked").Status.ShouldBe("ACTIVE");
        served.ActionsOn("locked-off").ShouldBeEmpty();
        served.ActionsOn("open").ShouldBe(["live-migration"]);
    }

    [Fact]
    public async Task Where_Nova_may_read_the_keys_of_volumes_the_policy_says_so_and_Cinder_is_not_asked()
    {
        await using var served = await StartAsync(
            build =>
            {
                build.AddInstance(WithVolume("locked", encrypted: true));
                build.AddInstance(WithVolume("locked-off", encrypted: true) with { Status = "SHUTOFF" });
            },
            volumeKeysReadable: true);
        var drained = await served.DrainAsync(JsonNode.Parse("""{"volume_keys_readable": true}""")!.AsObject(), Ended);
        drained.GetProperty("state").GetString().ShouldBe("in_maintenance", drained.ToString());
        served.ActionsOn("locked").ShouldBe(["live-migration"]);
        served.ActionsOn("locked-off").ShouldBe(["migrate", "confirmResize"]);
        AskedOfCinder(served).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_asks_Neutron_once_whatever_the_host_holds()
    {
        await using var served = await StartAsync(build =>
        {
            for (var i = 0; i < 20; i++)
                build.AddInstance(WithPort($"vm-{i}", i % 2 == 0 ? "normal" : "macvtap"));
        });
        await served.PlanAsync();
        served.Cloud.History.Count(entry => entry.Path.Contains("/v2.0/ports", StringComparison.Ordinal)).ShouldBe(1);
        served.Cloud.History.Count(entry => !entry.Path.Contains("/auth/tokens", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(15);
    }
}
