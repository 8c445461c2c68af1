namespace Respite.Lab.Tests;

/// <summary>A part of the control plane is away for 30 s in mid-drain: it waits, goes on, and nothing is called a failure.</summary>
public sealed class OutageTests(LabCloud cloud)
{
    [LabFact]
    public Task Of_the_database() => DrainThroughAsync("mysql");

    [LabFact]
    public Task Of_the_message_bus() => DrainThroughAsync("rabbit");

    [LabFact]
    public Task Of_nova_api() => DrainThroughAsync("nova-api");

    private async Task DrainThroughAsync(string service)
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "6", "--prefix", "out", "--flavor", "lab.tiny");
        using var host = new HostUnderTest();
        using var drain = host.StartDrain();
        (await drain.SaysAsync(": done, on")).ShouldBeTrue();
        await LabCloud.Service("stop", service);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(30));
        }
        finally
        {
            await LabCloud.Service("start", service);
        }
        var ended = await drain.EndAsync(TimeSpan.FromMinutes(8));
        ended.ExitCode.ShouldBe(0, ended.Errors);
        ended.Errors.ShouldNotContain("needs a person");
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();
        (await cloud.Servers()).ShouldAllBe(s => s.Status == "ACTIVE");
    }
}
