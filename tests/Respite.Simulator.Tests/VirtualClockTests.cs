using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class VirtualClockTests
{
    private readonly VirtualClock _clock = new();

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_time()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string, TimeSpan)>();
        using var late = _clock.CreateTimer(_ => fired.Add(("late", _clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var early = _clock.CreateTimer(_ => fired.Add(("early", _clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var never = _clock.CreateTimer(_ => fired.Add(("never", default)), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        never.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));
        fired.ShouldBe([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(2))]);
        _clock.GetUtcNow().ShouldBe(start + TimeSpan.FromSeconds(5));
        _clock.NextTimerAt.ShouldBeNull();
    }

    [Fact]
    public void A_periodic_timer_fires_again_and_again_until_changed()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(3));
        fired.ShouldBe(4);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(3));
        fired.ShouldBe(4);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_has_passed_it()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(59));
        delay.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
        _clock.GetElapsedTime(0).ShouldBe(TimeSpan.FromMinutes(1));
    }
}
