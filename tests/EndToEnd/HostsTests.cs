namespace Respite.EndToEnd.Tests;

public sealed class HostsTests
{
    [Fact]
    public async Task The_list_without_a_server_is_the_one_that_a_server_gives()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 1);
        (await folder.RunAsync("hosts", "-f", "json")).Output.ShouldNotContain("in_maintenance");
        Directory.Exists(folder.StateDirectory).ShouldBeFalse("looking leaves nothing behind");
        (await folder.RunAsync("drain", "compute-01")).ExitCode.ShouldBe(0);

        var without = await folder.RunAsync("hosts", "-f", "json");
        using var server = folder.Serve();
        (await server.SaysAsync("http://127.0.0.1")).ShouldBeTrue();
        var with = await folder.RunAsync("hosts", "-f", "json");
        without.Output.ShouldContain("in_maintenance");
        without.Output.ShouldBe(with.Output);
    }
}
