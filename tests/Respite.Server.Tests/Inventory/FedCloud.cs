using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Inventory;

/// <summary>Two simulated hosts, instances on the first, the feed of their migrations, and a clock that the test turns.</summary>
internal sealed class FedCloud : IAsyncDisposable
{
    private readonly OpenStackSession session;

    public FedCloud(params InstanceSpec[] instances)
    {
        Cloud = SimulatedCloud.Create(new SimulationOptions { Clock = Clock });
        Cloud.Build.AddHost(new HostSpec("compute-01"));
        Cloud.Build.AddHost(new HostSpec("compute-02"));
        foreach (var instance in instances)
            Cloud.Build.AddInstance(instance);
        session = new OpenStackSession(SimulatedCredentials.Of(Cloud), Clock, Cloud.CreateHandler());
        Feed = new MigrationFeed(session, Clock);
    }

    public VirtualClock Clock { get; } = new();

    public SimulatedCloud Cloud { get; }

    public MigrationFeed Feed { get; }

    public async ValueTask DisposeAsync()
    {
        Feed.Dispose();
        session.Dispose();
        await Cloud.DisposeAsync();
    }
}
