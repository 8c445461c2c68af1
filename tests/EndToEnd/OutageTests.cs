namespace Respite.EndToEnd.Tests;

/// <summary>The cloud's own services go away in mid-drain: it waits, goes on, and nothing is called a failure.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData("nova")]
    [InlineData("keystone")]
    [InlineData("placement")]
    public async Task A_service_that_is_away_for_a_while_only_delays(string service)
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 6);
        using var drain = folder.Start("drain", "compute-01");
        (await drain.SaysAsync("accepted by Nova")).ShouldBeTrue();
        folder.Cloud.Faults.ExpireTokens();
        folder.Cloud.Faults.Away(service, TimeSpan.FromSeconds(40));
        var ended = await drain.EndAsync();
        ended.ExitCode.ShouldBe(0, ended.Errors);
        ended.Errors.ShouldNotContain("needs a person");
        folder.Cloud.Instances.ShouldAllBe(i => i.Host != "compute-01");
        folder.Cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
    }
}
