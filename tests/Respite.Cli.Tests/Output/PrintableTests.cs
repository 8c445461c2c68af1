using System.Text.Json.Nodes;
using Respite.Cli.Tests.Fakes;
using Respite.Server.Telemetry;

namespace Respite.Cli.Tests.Output;

/// <summary>An owner's metadata and a hypervisor's errors are told to the operator's terminal, which must not obey them.</summary>
public sealed class PrintableTests
{
    private const string Sly = "web\u001b[2J\u009b31m\u202e1";

    [Theory]
    [InlineData("naïve 日本 🙂 → –\tthen\nnext", "naïve 日本 🙂 → –\tthen\nnext")]
    [InlineData(Sly, "web\ufffd[2J\ufffd31m\ufffd1")]
    public void Only_what_steers_a_terminal_is_taken_out(string text, string shown) => Printable.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("table")]
    [InlineData("value")]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task No_format_of_a_plan_lets_it_through(string format)
    {
        await using var server = await FakeServer.StartAsync();
        server.Plan["moves"]![0]!["instance_name"] = Sly;
        var run = await Run.AgainstAsync(server, "plan", "compute-01", "-f", format);
        (run.ExitCode, (run.Out + run.Error).Any(c => c is '\u001b' or '\u009b')).ShouldBe((0, false), run.Out);
        if (format == "json")
            JsonNode.Parse(run.Out)!["moves"]![0]!["instance_name"]!.GetValue<string>().ShouldBe(Sly);
    }

    [Fact]
    public async Task Nor_does_the_journal()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "draining", FakeJson.State("in_maintenance"));
        server.Emit("m-1", Sly);
        (await Run.AgainstAsync(server, "watch", "compute-01")).Out.ShouldContain("compute-01 web\ufffd[2J\ufffd31m\ufffd1");
    }
}
