using System.Diagnostics;
using Respite.Cli.Api;
using Respite.Cli.Tests.Fakes;
using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.Cli.Tests.Hosting;

/// <summary>A server and the commands that speak to it, each a process of its own; Keystone is the simulated cloud's.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("respite-sign-in-").FullName;
    private readonly SimulatedCloud cloud = SimulatedCloud.Create(new SimulationOptions());
    private Process server = null!;
    private string url = "";

    public async ValueTask InitializeAsync()
    {
        cloud.Build.AddHost(new HostSpec("compute-01"));
        await cloud.StartAsync();
        cloud.WriteCloudsYaml(Path.Combine(folder, "clouds.yaml"));
        server = ProcessRun.Start(Variables("simulated"), "serve", "--listen", "127.0.0.1:0", "--state-dir", Path.Combine(folder, "served"));
        url = (await server.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await server.InterruptAsync();
        await server.WaitForExitAsync();
        server.Dispose();
        await cloud.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("simulated")]
    [InlineData("simulated-appcred")]
    public async Task A_server_is_spoken_to_as_the_user_of_clouds_yaml(string name)
    {
        var run = await RunAsync(Variables(name), "hosts", "-f", "value", "-c", "name");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "compute-01\n", ""));
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("clouds.yaml" or "lock")).Select(File.ReadAllText)
            .ShouldNotContain(text => text.Contains("gAAAAAB", StringComparison.Ordinal), "a token is kept in memory alone");
    }

    [Fact]
    public async Task A_server_is_spoken_to_as_the_user_of_the_environment()
    {
        var run = await RunAsync(OfAdmin(cloud.Password), "hosts", "-f", "value", "-c", "name");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "compute-01\n", ""));
    }

    [Fact]
    public async Task What_is_missing_or_refused_is_one_sentence_without_a_secret()
    {
        var nothing = await RunAsync(Variables(null), "hosts");
        nothing.ExitCode.ShouldBe(1);
        nothing.Error.ShouldContain("RESPITE_TOKEN is not set");
        nothing.Error.ShouldContain("give --os-cloud NAME, set OS_CLOUD");
        var half = OfAdmin(cloud.Password);
        half.Remove("OS_PASSWORD");
        half.Remove("OS_PROJECT_NAME");
        (await RunAsync(half, "hosts")).Error.ShouldSatisfyAllConditions(error => error.ShouldContain("password is missing"), error => error.ShouldContain("project_name"));
        var wrong = await RunAsync(OfAdmin("hunter2"), "hosts");
        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("refuses the credentials");
        wrong.Error.ShouldNotContain("hunter2");
        wrong.Error.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task Roles_count_as_with_any_token()
    {
        var run = await RunAsync(Variables("simulated-demo"), "hosts");
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

    private async Task<Run> RunAsync(Dictionary<string, string> variables, params string[] arguments)
    {
        using var process = ProcessRun.Start(new Dictionary<string, string>(variables) { ["RESPITE_SERVER"] = url }, arguments);
        return await process.EndAsync();
    }

    private Dictionary<string, string> Variables(string? name)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = folder, ["XDG_STATE_HOME"] = folder, ["XDG_CONFIG_HOME"] = folder, ["OS_CLIENT_CONFIG_FILE"] = Path.Combine(folder, "clouds.yaml") };
        if (name is not null) variables["OS_CLOUD"] = name;
        return variables;
    }

    private Dictionary<string, string> OfAdmin(string password) => new(Variables(null))
    {
        ["OS_AUTH_URL"] = cloud.AuthUrl.ToString(), ["OS_USERNAME"] = "admin", ["OS_PASSWORD"] = password, ["OS_USER_DOMAIN_NAME"] = "Default",
        ["OS_PROJECT_NAME"] = "admin", ["OS_PROJECT_DOMAIN_NAME"] = "Default",
    };
}
