using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Contract.Tests.Clouds;

/// <summary>The simulator, with the lab's hosts and flavors, in virtual time.</summary>
public sealed class SimulatorCloud : CloudUnderTest
{
    private readonly VirtualClock _clock = new();
    private readonly SimulatedCloud _cloud;

    public SimulatorCloud()
    {
        _cloud = SimulatedCloud.Create(new SimulationOptions { Clock = _clock, OffloadsWhatIsShelved = false, Timings = new Timings { LiveBase = TimeSpan.FromSeconds(4), LivePerGiB = TimeSpan.Zero } });
        foreach (var name in Computes)
            _cloud.Build.AddHost(new HostSpec(name) { Vcpus = 16, CpuRatio = 2, Ram = 16384, Disk = 200 });
    }

    public override Uri AuthUrl => _cloud.AuthUrl;

    public override string Password => _cloud.Password;

    public override HttpMessageHandler CreateHandler() => _cloud.CreateHandler();

    public override Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    public override Task<string> ImageIdAsync(Api api) => Task.FromResult("cirros");

    public override Task SetFaultsAsync(IReadOnlyList<string> rejectTo, IReadOnlyList<string> failTo)
    {
        foreach (var name in Computes)
        {
            _cloud.Faults.RejectTo(name, rejectTo.Contains(name));
            _cloud.Faults.FailTo(name, failTo.Contains(name));
        }
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        await base.DisposeAsync();
    }
}
