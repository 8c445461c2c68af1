using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Inventory;

public sealed class PromisesTests
{
    private static Move To(MoveState state, string id) =>
        Some.Move(state) with { InstanceId = id, Destination = "compute-02", Resources = ResourceVector.Of(("VCPU", 2)) };

    [Fact]
    public void Room_is_promised_until_Nova_has_claimed_it()
    {
        var promised = Promise.Of([To(MoveState.Waiting, "a"), To(MoveState.Submitting, "b"), To(MoveState.Running, "c"), To(MoveState.Done, "d"), Some.Move()]);
        var room = Promises.Room([.. promised, .. promised.Take(1)]);
        room.ShouldHaveSingleItem();
        room["compute-02"]["VCPU"].ShouldBe(4);
    }

    [Fact]
    public void Where_an_instance_goes_counts_until_it_is_there() =>
        Promises.Destinations([To(MoveState.Running, "a"), To(MoveState.Done, "b"), Some.Move()]).ShouldBe(new Dictionary<string, string> { ["a"] = "compute-02" });
}
