using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Hosting;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("plan", "compute-01", "--word", "db-1=hot")]
    [InlineData("plan", "compute-01", "--word", "live")]
    [InlineData("drain")]
    [InlineData("plan")]
    [InlineData("hosts", "-f", "csv")]
    [InlineData("plan", "compute-01", "--instances", "some")]
    [InlineData("plan", "compute-01", "--max-moves", "0")]
    [InlineData("drain", "compute-01", "--timeout", "-1")]
    [InlineData("hosts", "--local", "--server", "http://127.0.0.1:1")]
    [InlineData("hosts", "--server", "compute")]
    [InlineData("hosts", "--local", "--os-cloud", "../escape")]
    [InlineData("frobnicate")]
    public async Task Wrong_usage_exits_with_2_and_prints_no_answer(params string[] arguments)
    {
        var run = await Run.WithAsync(new() { ["HOME"] = Path.GetTempPath() }, Run.NoServer, CancellationToken.None, arguments);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("respite: ");
    }

    [Fact]
    public async Task Every_wrong_key_of_a_policy_file_is_named()
    {
        await using var server = await FakeServer.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "instance: all\nmax_attempts: many\nladder: [wait, pray]\nlocked: move\nhost_link_mbps: {compute-07: fast}\nwords: {db-1: hot}\nproject_words: [p1]\n");
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--policy", file);
        File.Delete(file);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("  instance: no such key");
        run.Error.ShouldContain("  max_attempts: must be a number");
        run.Error.ShouldContain("  ladder: must be a list of wait, abort");
        run.Error.ShouldContain("  host_link_mbps: must hold names, each with a number");
        run.Error.ShouldContain("  words: must hold names, each with one of live, cold, stop, notify, skip, ask");
        run.Error.ShouldContain("  project_words: must hold names, each with");
        run.Error.ShouldNotContain("  locked:");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("- a\n- b\n")]
    [InlineData("instances: [\n")]
    public async Task A_policy_file_that_is_no_mapping_is_one_sentence(string text)
    {
        await using var server = await FakeServer.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);
        var run = await Run.AgainstAsync(server, "plan", "compute-01", "--policy", file);
        File.Delete(file);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(file);
        (await Run.AgainstAsync(server, "plan", "compute-01", "--policy", "/does/not/exist")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task An_unreachable_server_is_one_sentence_with_its_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        var run = await Run.WithAsync(new() { ["RESPITE_TOKEN"] = "t" }, Run.NoServer, CancellationToken.None, "hosts", "--server", url);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith($"respite: cannot reach the server at {url}");
        run.Error.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_wrong_or_missing_token_says_what_to_set_and_never_shows_it()
    {
        await using var server = await FakeServer.StartAsync();
        var wrong = await Run.WithAsync(
            new() { ["RESPITE_TOKEN"] = "wrong-secret", ["RESPITE_DEBUG"] = "1" }, Run.NoServer, CancellationToken.None, "hosts", "--server", server.Url.ToString());
        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("RESPITE_TOKEN");
        wrong.Error.ShouldNotContain("wrong-secret");
        var missing = await Run.WithAsync([], Run.NoServer, CancellationToken.None, "hosts", "--server", server.Url.ToString());
        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldContain("RESPITE_TOKEN is not set");
        missing.Error.ShouldContain("no cloud is named");
        var clear = await Run.WithAsync([], Run.NoServer, CancellationToken.None, "hosts", "--server", "http://respite.example.org:8780");
        clear.Error.ShouldContain("not sent in clear");
    }

    [Fact]
    public async Task Something_else_at_the_address_is_not_taken_for_a_server()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = _ => Results.Content("<html>", "text/html");
        (await Run.AgainstAsync(server, "hosts")).Error.ShouldContain("is it a Respite server?");
        server.Override = _ => Results.Content("<html>", "text/html", statusCode: 503);
        (await Run.AgainstAsync(server, "hosts")).Error.ShouldContain("answered 503");
    }

    [Fact]
    public async Task An_unexpected_exception_is_one_line_with_the_way_to_the_details()
    {
        Dictionary<string, string> environment = new() { ["HOME"] = Path.GetTempPath() };
        StartLocalServer broken = (_, _) => throw new InvalidCastException("a bug");
        var run = await Run.WithAsync(environment, broken, CancellationToken.None, "history", "--local");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("respite: InvalidCastException: a bug\nrespite: RESPITE_DEBUG=1 shows where it came from.\n");
        environment["RESPITE_DEBUG"] = "1";
        (await Run.WithAsync(environment, broken, CancellationToken.None, "history", "--local")).Error.ShouldContain("   at ");
    }
}
