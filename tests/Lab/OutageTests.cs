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

        // It must outlive the outage, however long the machine takes to stop and start the service: what ends without a database, or is only being
        // set up then, Nova itself loses.
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--prefix", "long", "--flavor", "lab.tiny", "--meta", "lab_lm_seconds=100");
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "1", "--prefix", "short", "--flavor", "lab.tiny");
        var outliving = (await cloud.Servers(HostUnderTest.Name)).Single(s => s.Name.StartsWith("long", StringComparison.Ordinal)).Id;
        using var host = new HostUnderTest();
        using var drain = host.StartDrain();
        (await drain.SaysAsync("accepted by Nova")).ShouldBeTrue();
        await LabCloud.Until(
            async () => await cloud.MigrationsFrom(HostUnderTest.Name) is { Count: 2 } both && both.All(m => m.InstanceId == outliving ? m.Status == "running" : m.Status is "queued" or "completed"),
            "one to run and the other to wait in Nova's queue or to have ended");
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
