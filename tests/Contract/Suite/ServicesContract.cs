using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class ServicesContract(CloudUnderTest cloud) : Contract(cloud)
{
    private const string Trait = "COMPUTE_STATUS_DISABLED";
    private readonly CloudUnderTest _cloud = cloud;

    [Fact]
    public async Task A_disabled_service_keeps_its_reason_and_placement_gets_the_trait_a_moment_later()
    {
        var host = Computes[5];
        var (service, provider) = ((await Bench.ServiceAsync(host)).Text("id")!, await Bench.ProviderAsync(host));
        var disabled = await PutAsync(service, new JsonObject { ["status"] = "disabled", ["disabled_reason"] = "contract" });
        disabled.Status.ShouldBe(HttpStatusCode.OK);
        disabled.Body!["service"].Text("status").ShouldBe("disabled");
        disabled.Body!["service"].Text("disabled_reason").ShouldBe("contract");
        (await Bench.ServiceAsync(host)).Text("disabled_reason").ShouldBe("contract");
        await Bench.WaitAsync("the trait", () => TraitsAsync(provider), t => t.Contains(Trait));

        var enabled = await PutAsync(service, new JsonObject { ["status"] = "enabled" });
        enabled.Status.ShouldBe(HttpStatusCode.OK);
        enabled.Body!["service"].Text("disabled_reason").ShouldBeNull();
        await Bench.WaitAsync("no trait", () => TraitsAsync(provider), t => !t.Contains(Trait));
    }

    [Fact]
    public async Task A_service_has_the_fields_of_the_fixture()
    {
        (await Api.GetAsync("compute", "/os-services?binary=nova-compute")).Shape().ShouldBe(Fixtures.Response("nova-services.json").Shape());
        (await Api.GetAsync("compute", "/os-services?binary=nova-compute&host=compute-99"))["services"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var service = (await Bench.ServiceAsync(Computes[5])).Text("id")!;
        await RefusedAsync(service, new JsonObject { ["status"] = "enabled", ["disabled_reason"] = "x" }, 400, "Specifying 'disabled_reason' with status 'enabled' is invalid.");
        await RefusedAsync(service, new JsonObject { ["disabled_reason"] = "x" }, 400, "No updates were requested. Fields 'status' or 'forced_down' should be specified.");
        await RefusedAsync(service, new JsonObject { ["status"] = "disabled", ["disabled_reason"] = new string('x', 256) }, 400, null);
        await RefusedAsync("00000000-0000-0000-0000-000000000001", new JsonObject { ["status"] = "disabled" }, 404, "Service 00000000-0000-0000-0000-000000000001 could not be found.");
        await RefusedAsync("compute-01", new JsonObject { ["status"] = "disabled" }, 400, "Invalid uuid compute-01");
        var scheduler = (await Api.GetAsync("compute", "/os-services?binary=nova-scheduler"))["services"]![0].Text("id")!;
        await RefusedAsync(scheduler, new JsonObject { ["status"] = "disabled" }, 400, "Updating a nova-scheduler service is not supported. Only nova-compute services can be updated.");
        (await Bench.ServiceAsync(Computes[5])).Text("status").ShouldBe("enabled");
    }

    [Fact]
    public async Task A_member_may_not_disable()
    {
        using var member = new Api(_cloud, "demo");
        var answer = await member.CallAsync(HttpMethod.Put, "compute", $"/os-services/{(await Bench.ServiceAsync(Computes[5])).Text("id")}", new JsonObject { ["status"] = "disabled" });
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Message.ShouldBe("Policy doesn't allow os_compute_api:os-services:update to be performed.");
    }

    [Fact]
    public async Task The_old_way_to_disable_ends_with_2_52()
    {
        var body = new JsonObject { ["host"] = Computes[5], ["binary"] = "nova-compute", ["disabled_reason"] = "old" };
        var old = await Api.CallAsync(HttpMethod.Put, "compute", "/os-services/disable-log-reason", body, "2.52");
        old.Status.ShouldBe(HttpStatusCode.OK);
        (await Bench.ServiceAsync(Computes[5])).Text("disabled_reason").ShouldBe("old");
        (await Api.CallAsync(HttpMethod.Put, "compute", "/os-services/enable", new JsonObject { ["host"] = Computes[5], ["binary"] = "nova-compute" }, "2.52")).Status.ShouldBe(HttpStatusCode.OK);
        (await Api.CallAsync(HttpMethod.Put, "compute", "/os-services/disable-log-reason", body.DeepClone(), "2.53")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<string[]> TraitsAsync(string provider) =>
        [.. (await Api.GetAsync("placement", $"/resource_providers/{provider}/traits"))["traits"]!.AsArray().Select(t => t!.GetValue<string>())];

    private Task<Answer> PutAsync(string service, JsonNode body) => Api.CallAsync(HttpMethod.Put, "compute", $"/os-services/{service}", body);

    private async Task RefusedAsync(string service, JsonNode body, int status, string? message)
    {
        var answer = await PutAsync(service, body);
        ((int)answer.Status).ShouldBe(status, answer.Text);
        if (message is not null)
            answer.Message.ShouldBe(message);
    }
}
