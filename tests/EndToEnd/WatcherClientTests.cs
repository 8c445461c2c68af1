using System.Text.RegularExpressions;

namespace Respite.EndToEnd.Tests;

/// <summary>Debian's python-watcherclient, both of its commands, against Respite in a simulated cloud's catalog.</summary>
public sealed partial class WatcherClientTests
{
    [Fact]
    public async Task The_walk_of_its_own_commands_drains_a_host()
    {
        WatcherWalk.SkipWithoutClients();
        await using var folder = await CloudFolder.CreateAsync(instances: 4);
        using var server = folder.Serve();
        folder.Cloud.Register("infra-optim", "respite", new Uri(new Uri(Url().Match(await server.LineAsync("http://127.0.0.1")).Value), "watcher"));
        var walk = await WatcherWalk.RunAsync("compute-01", new Dictionary<string, string>
        {
            ["OS_AUTH_URL"] = folder.Cloud.AuthUrl.ToString(),
            ["OS_USERNAME"] = "admin",
            ["OS_PASSWORD"] = folder.Cloud.Password,
            ["OS_PROJECT_NAME"] = "admin",
        });
        walk.ExitCode.ShouldBe(0, $"{walk.Output}\n{walk.Errors}");
        walk.Output.ShouldContain("compute-01 is drained");
        folder.Cloud.Instances.ShouldAllBe(i => i.Host != "compute-01");
        folder.Cloud.Host("compute-01").DisabledReason.ShouldBe("watcher_maintaining");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
