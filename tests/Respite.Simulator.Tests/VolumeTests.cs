using System.Net;
using Respite.Simulator.Building;
using Respite.Simulator.Model;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class VolumeTests : IAsyncDisposable
{
    private readonly VirtualClock _clock = new();
    private readonly List<SimulatedCloud> _clouds = [];

    private (SimulatedCloud Cloud, ApiClient Api, Instance Instance) With(Volume volume, bool keysReadable = false, string project = "demo", string user = "admin")
    {
        var cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock, VolumeKeysReadable = keysReadable });
        _clouds.Add(cloud);
        var instance = cloud.Build.AddInstance(new InstanceSpec("vm") { Host = "compute-01", Flavor = "m1.tiny", Project = project, Volumes = [volume] });
        return (cloud, new ApiClient(cloud) { User = user }, instance);
    }

    [Fact]
    public async Task A_server_names_its_volumes_and_Cinder_says_what_they_are()
    {
        var (_, api, instance) = With(new Volume("v1", Encrypted: true));
        var server = await api.GetAsync($"/compute/v2.1/servers/{instance.Id}");
        server["server"]!["os-extended-volumes:volumes_attached"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe("v1");
        foreach (var path in (string[])["/volume/v3/volumes/v1", "/volume/v3/any-project/volumes/v1"])
            (await api.GetAsync(path))["volume"]!["encrypted"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_there_or_anothers_is_not_found_in_Cinders_words()
    {
        var (_, api, _) = With(new Volume("v1"), project: "admin", user: "demo");
        foreach (var id in (string[])["v1", "v2"])
        {
            var (status, body) = await api.SendAsync(HttpMethod.Get, $"/volume/v3/volumes/{id}");
            status.ShouldBe(HttpStatusCode.NotFound);
            body!["itemNotFound"]!["message"]!.GetValue<string>().ShouldContain(id);
        }
    }

    /// <summary>Rows: encrypted, whether keys can be read by all, the instance's project (the caller's is admin), and what follows.</summary>
    [Theory]
    [InlineData(true, false, "demo", "failed", "ACTIVE", "error", "ERROR")]
    [InlineData(true, true, "demo", "completed", "ACTIVE", "finished", "VERIFY_RESIZE")]
    [InlineData(true, false, "admin", "completed", "ACTIVE", "finished", "VERIFY_RESIZE")]
    [InlineData(false, false, "demo", "completed", "ACTIVE", "finished", "VERIFY_RESIZE")]
    public async Task A_migration_needs_the_key_of_an_encrypted_volume(
        bool encrypted, bool readable, string project, string live, string afterLive, string cold, string afterCold)
    {
        var (cloud, api, instance) = With(new Volume("v1", encrypted), readable, project);
        (await api.LiveMigrateAsync(instance.Id, "compute-02")).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (cloud.Migrations[^1].Status, instance.Status).ShouldBe((live, afterLive));
        (await api.ActAsync(instance.Id, """{"migrate":{"host":"compute-03"}}""")).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (cloud.Migrations[^1].Status, instance.Status, instance.Host).ShouldBe((cold, afterCold, "compute-03"));
        cloud.Inconsistencies().ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cloud in _clouds)
            await cloud.DisposeAsync();
    }
}
