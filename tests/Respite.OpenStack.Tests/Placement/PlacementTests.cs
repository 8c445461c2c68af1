using Respite.OpenStack.Placement;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Placement;

public sealed class PlacementTests
{
    private const string Provider = "c4f0f19e-2041-4e44-99ff-0425511cb696";

    [Fact]
    public async Task Real_answers_are_read()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /placement/allocation_candidates", Fixture.Body("placement-allocation-candidates"));
        foreach (var part in new[] { "traits", "inventories", "allocations" })
            cloud.On($"GET /placement/resource_providers/{Provider}/{part}", Fixture.Body($"placement-provider-{part}"));
        using var session = cloud.Session();
        var placement = session.Placement;
        var summary = (await placement.SummariesAsync(new Dictionary<string, long> { ["VCPU"] = 1, ["MEMORY_MB"] = 512 }))[Provider];
        (summary.Resources["VCPU"], summary.Resources["MEMORY_MB"], summary.RootProviderUuid).ShouldBe((new ResourceSummary(16, 1), new ResourceSummary(15872, 512), Provider));
        summary.Traits.ShouldContain("COMPUTE_NODE");
        cloud.Last("GET /placement/allocation_candidates").Query.ShouldBe("?resources=VCPU:1,MEMORY_MB:512");
        (await placement.TraitsAsync(Provider)).ShouldContain("COMPUTE_IMAGE_TYPE_RAW");
        var inventories = await placement.InventoriesAsync(Provider);
        inventories.Keys.ShouldBe(["VCPU", "MEMORY_MB", "DISK_GB"]);
        inventories["VCPU"].Total.ShouldBeGreaterThan(0);
        inventories["VCPU"].AllocationRatio.ShouldBeGreaterThan(0);
        var held = await placement.AllocationsOfAsync(Provider);
        held["6c2d0425-821f-4a4a-afc7-c23856d34304"]["MEMORY_MB"].ShouldBe(512);
    }

    [Fact]
    public async Task No_room_anywhere_is_an_empty_answer()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /placement/allocation_candidates", """{"allocation_requests":[],"provider_summaries":{}}""");
        using var session = cloud.Session();
        (await session.Placement.SummariesAsync(new Dictionary<string, long> { ["VCPU"] = 1 })).ShouldBeEmpty();
    }
}
