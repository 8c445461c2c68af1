using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class HostRoutesTests
{
    private const string Path = $"/v1/hosts/{Host}";

    [Fact]
    public async Task A_host_is_taken_out_of_service_and_put_back_by_its_name_alone()
    {
        await using var served = await StartAsync(build => build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" }));
        Mode(await served.GetAsync(Path)).ShouldBe("NotInMaintenance");

        var (status, body) = await served.AskAsync(HttpMethod.Post, $"{Path}/drain", new JsonObject { ["reason"] = "new disks" });
        (status, Mode(body)).ShouldBe((202, "Migrating"));
        var id = body.GetProperty("maintenance_id").GetString()!;
        await served.UntilAsync(id, "in_maintenance");
        Mode(await served.GetAsync(Path)).ShouldBe("InMaintenance");
        (await served.AskAsync(HttpMethod.Post, $"{Path}/drain")).ShouldSatisfyAllConditions(again => again.Status.ShouldBe(200), again => Mode(again.Body).ShouldBe("InMaintenance"));

        (await served.AskAsync(HttpMethod.Post, $"{Path}/return")).Status.ShouldBe(202);
        await served.UntilAsync(id, "completed");
        var back = await served.GetAsync(Path);
        (Mode(back), back.GetProperty("status").GetString()).ShouldBe(("NotInMaintenance", "enabled"));
        (await served.AskAsync(HttpMethod.Post, $"{Path}/return")).Status.ShouldBe(202);
    }

    [Fact]
    public async Task A_host_whose_drain_needs_a_person_is_in_error()
    {
        await using var served = await StartAsync(build => build.AddInstance(new InstanceSpec("asks") { Host = Host, Flavor = "m1.tiny", Tags = ["respite:policy=ask"] }));
        var (_, body) = await served.AskAsync(HttpMethod.Post, $"{Path}/drain");
        await served.UntilAsync(body.GetProperty("maintenance_id").GetString()!, "blocked");
        var state = await served.GetAsync(Path);
        (Mode(state), state.GetProperty("moves_left").GetInt32()).ShouldBe(("Error", 1));
        (await served.AskAsync(HttpMethod.Post, $"{Path}/return")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task An_unknown_host_and_a_body_about_another_one_are_refused()
    {
        await using var served = await StartAsync(_ => { });
        (await served.AskAsync(HttpMethod.Get, "/v1/hosts/compute-99")).Status.ShouldBe(404);
        (await served.AskAsync(HttpMethod.Post, "/v1/hosts/compute-99/drain")).Status.ShouldBe(404);
        (await served.AskAsync(HttpMethod.Post, $"{Path}/drain", new JsonObject { ["host"] = "compute-02" })).Status.ShouldBe(400);
    }

    private static string? Mode(System.Text.Json.JsonElement host) => host.GetProperty("mode").GetString();
}
