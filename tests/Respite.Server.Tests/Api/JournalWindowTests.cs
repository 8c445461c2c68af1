using Respite.Server.Api;

namespace Respite.Server.Tests.Api;

public sealed class JournalWindowTests
{
    private readonly List<(long From, string? Maintenance)> reads = [];

    [Fact]
    public async Task However_many_listeners_ask_the_journal_is_read_once()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<StreamedEvent>>();
        var window = Window(() => answer.Task);
        var early = Enumerable.Range(0, 500).Select(_ => window.AfterAsync(7, null)).ToList();
        answer.SetResult(Page(3));
        var late = Enumerable.Range(0, 500).Select(_ => window.AfterAsync(7, null));
        (await Task.WhenAll(early.Concat(late))).ShouldAllBe(page => page.Count == 3);
        reads.ShouldBe([(7, null)]);
    }

    [Fact]
    public async Task Those_who_want_something_else_get_that()
    {
        var window = Window(() => Task.FromResult(Page(0)));
        await window.AfterAsync(7, null);
        await window.AfterAsync(8, null);
        await window.AfterAsync(7, "m-1");
        reads.ShouldBe([(7, null), (8, null), (7, "m-1")]);
    }

    [Fact]
    public async Task A_page_of_history_is_not_kept_in_memory()
    {
        var window = Window(() => Task.FromResult(Page(JournalWindow.MaxPage)));
        await window.AfterAsync(0, null);
        await window.AfterAsync(0, null);
        reads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_that_failed_is_tried_again()
    {
        var window = Window(() => reads.Count == 1 ? throw new IOException("away") : Task.FromResult(Page(1)));
        await Should.ThrowAsync<IOException>(() => window.AfterAsync(0, null));
        (await window.AfterAsync(0, null)).ShouldHaveSingleItem();
    }

    private JournalWindow Window(Func<Task<IReadOnlyList<StreamedEvent>>> read) => new(Task.Delay(Timeout.Infinite), (from, maintenance) =>
    {
        reads.Add((from, maintenance));
        return read();
    });

    private static IReadOnlyList<StreamedEvent> Page(int events) => [.. Enumerable.Range(1, events).Select(seq => new StreamedEvent(seq, DateTimeOffset.UnixEpoch, []))];
}
