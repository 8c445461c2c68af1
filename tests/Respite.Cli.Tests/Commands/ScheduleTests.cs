using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class ScheduleTests
{
    [Fact]
    public async Task A_scheduled_drain_is_sent_as_said_and_not_waited_for()
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [m => (m["not_before"], m["state_reason"]) = ("2026-03-01T22:00:00Z", "begins at 2026-03-01 22:00:00Z")];
        var run = await Run.AgainstAsync(
            server, "drain", "compute-01", "--not-before", "2026-03-01T23:00:00+01:00", "--not-after", "2026-03-02T02:00:00Z", "--metadata", "rack=4", "--metadata", "why=a=b");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("compute-01 is scheduled: begins at 2026-03-01 22:00:00Z; `respite cancel compute-01` calls it off");
        var body = server.Bodies.Single();
        (body["not_before"]!.GetValue<string>(), body["not_after"]!.GetValue<string>()).ShouldBe(("2026-03-01T23:00:00+01:00", "2026-03-02T02:00:00Z"));
        body["metadata"]!.ToJsonString().ShouldBe("""{"rack":"4","why":"a=b"}""");
    }

    [Theory]
    [InlineData("2026-03-01T23:00:00")]
    [InlineData("tomorrow")]
    [InlineData("2026-13-01T23:00:00Z")]
    public async Task A_time_without_a_zone_is_a_usage_error(string time)
    {
        await using var server = await FakeServer.StartAsync();
        (await Run.AgainstAsync(server, "drain", "compute-01", "--not-before", time)).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(2), r => r.Error.ShouldContain("is no time with a zone"));
        (await Run.AgainstAsync(server, "history", "--since", time)).ExitCode.ShouldBe(2);
        server.Requests.ShouldBeEmpty();
    }
}
