using Respite.Simulator.Building;
using Respite.Simulator.Faults;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_seed_and_calls_give_the_same_answers()
    {
        (await RunAsync(7)).ShouldBe(await RunAsync(7));
        (await RunAsync(7)).ShouldNotBe(await RunAsync(8));
    }

    private static async Task<List<string>> RunAsync(int seed)
    {
        var clock = new VirtualClock();
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = clock, Seed = seed });
        cloud.Faults.Fail("GET", "/os-migrations", 503, nth: 5);
        cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.Nonsense, Method = "GET", Path = new("/servers/detail"), Nth = 8, Body = "{}" });
        using var api = new ApiClient(cloud);
        var transcript = new List<string>();
        foreach (var name in (string[])["web-1", "worker-1", "api-1"])
            transcript.Add($"{await api.LiveMigrateAsync(cloud.Instance(name).Id)}");
        for (var i = 0; i < 20; i++)
        {
            foreach (var path in (string[])["/compute/v2.1/os-migrations", "/compute/v2.1/servers/detail?all_tenants=1", "/placement/allocation_candidates?resources=VCPU:1"])
            {
                var (status, body) = await api.SendAsync(HttpMethod.Get, path);
                transcript.Add($"{status} {body?.ToJsonString()}");
            }
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        return transcript;
    }
}
