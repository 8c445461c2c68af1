using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class TimeoutTests
{
    private const string Action = "POST /compute/v2.1/servers/s1/action";

    [Fact]
    public async Task A_change_without_an_answer_in_time_may_have_been_done()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var silence = new CancellationTokenSource();
        cloud.On(Action, _ => Task.Delay(Timeout.Infinite, silence.Token));
        using var session = cloud.Session(("OS_API_TIMEOUT", "45"));
        await session.Compute.VersionAsync();
        cloud.Clock.Passes = TimeSpan.FromSeconds(45);
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Servers.StopAsync("s1"));
        await silence.CancelAsync();
        e.Error.ShouldBe(OpenStackError.Timeout);
        e.Message.ShouldContain("within 45 s; it may have been done all the same");
    }

    [Fact]
    public async Task A_long_list_has_more_time()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/servers/detail", _ => Task.Delay(Timeout.Infinite, _.RequestAborted));
        using var session = cloud.Session(("OS_API_TIMEOUT", "40"));
        await session.Compute.VersionAsync();
        cloud.Clock.Passes = TimeSpan.FromSeconds(160);
        var e = await Should.ThrowAsync<OpenStackException>(async () => await session.Compute.Servers.ListAsync("h").ToListAsync());
        (e.Error, e.Message.Contains("within 160 s", StringComparison.Ordinal)).ShouldBe((OpenStackError.Timeout, true), e.Message);
    }

    [Fact]
    public async Task Who_gives_up_gets_a_cancellation_and_no_timeout()
    {
        await using var cloud = await FakeCloud.StartAsync();
        var asked = new TaskCompletionSource();
        cloud.On(Action, context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var session = cloud.Session();
        using var cancel = new CancellationTokenSource();
        var call = session.Compute.Servers.StopAsync("s1", cancel.Token);
        await asked.Task;
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }
}
