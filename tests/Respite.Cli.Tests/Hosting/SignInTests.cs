using Respite.Cli.Api;
using Respite.Cli.Tests.Fakes;
using Respite.Simulator.Building;

namespace Respite.Cli.Tests.Hosting;

/// <summary>A server and the commands that speak to it, each a process of its own; Keystone is the simulated cloud's.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private ServedProcess served = null!;

    public async ValueTask InitializeAsync() => served = await ServedProcess.StartAsync(build => build.AddHost(new HostSpec("compute-01")));

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Theory]
    [InlineData("simulated")]
    [InlineData("simulated-appcred")]
    public async Task A_server_is_spoken_to_as_the_user_of_clouds_yaml(string name)
    {
        var run = await served.RunAsync(served.Variables(name), "hosts", "-f", "value", "-c", "name");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "compute-01\n", ""));
        Directory.EnumerateFiles(served.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("clouds.yaml" or "lock")).Select(File.ReadAllText)
            .ShouldNotContain(text => text.Contains("gAAAAAB", StringComparison.Ordinal), "a token is kept in memory alone");
    }

    [Fact]
    public async Task A_server_is_spoken_to_as_the_user_of_the_environment()
    {
        var run = await served.RunAsync(OfAdmin(served.Cloud.Password), "hosts", "-f", "value", "-c", "name");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "compute-01\n", ""));
    }

    [Fact]
    public async Task What_is_missing_or_refused_is_one_sentence_without_a_secret()
    {
        var nothing = await served.RunAsync(served.Variables(null), "hosts");
        nothing.ExitCode.ShouldBe(1);
        nothing.Error.ShouldContain("RESPITE_TOKEN is not set");
        nothing.Error.ShouldContain("give --os-cloud NAME, set OS_CLOUD");
        var half = OfAdmin(served.Cloud.Password);
        half.Remove("OS_PASSWORD");
        half.Remove("OS_PROJECT_NAME");
        (await served.RunAsync(half, "hosts")).Error.ShouldSatisfyAllConditions(error => error.ShouldContain("password is missing"), error => error.ShouldContain("project_name"));
        var wrong = await served.RunAsync(OfAdmin("hunter2"), "hosts");
        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("refuses the credentials");
        wrong.Error.ShouldNotContain("hunter2");
        wrong.Error.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task Roles_count_as_with_any_token()
    {
        var run = await served.RunAsync(served.Variables("simulated-demo"), "hosts");
        (run.ExitCode, run.Error).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(1), r => r.Error.ShouldContain("takes the access of reader; demo has that of tenant"));
    }

    [Theory]
    [InlineData(FakeServer.Token, 0)]
    [InlineData("of another cloud", 1)]
    public async Task A_token_that_is_refused_is_replaced_once(string renewed, int exitCode)
    {
        await using var fake = await FakeServer.StartAsync();
        var asked = new List<string?>();
        var tokens = new TokenSource(
            "lab",
            (rejected, _) =>
            {
                asked.Add(rejected);
                return Task.FromResult(rejected is null ? "ended" : renewed);
            },
            new MemoryStream());
        var run = await Run.WithAsync(new() { ["RESPITE_SERVER"] = fake.Url.ToString() }, _ => tokens, "hosts", "-f", "value", "-c", "name");
        run.ExitCode.ShouldBe(exitCode, run.Error);
        asked.ShouldBe([null, "ended"]);
        if (exitCode != 0)
            run.Error.ShouldContain("does not accept the token of lab's Keystone");
    }

    private Dictionary<string, string> OfAdmin(string password) => new(served.Variables(null))
    {
        ["OS_AUTH_URL"] = served.Cloud.AuthUrl.ToString(), ["OS_USERNAME"] = "admin", ["OS_PASSWORD"] = password, ["OS_USER_DOMAIN_NAME"] = "Default",
        ["OS_PROJECT_NAME"] = "admin", ["OS_PROJECT_DOMAIN_NAME"] = "Default",
    };
}
