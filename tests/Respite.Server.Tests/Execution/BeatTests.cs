using Respite.Server.Execution;

namespace Respite.Server.Tests.Execution;

public sealed class BeatTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_few_hosts_are_each_looked_at_every_second() => Enumerable.Range(0, Beat.Unhurried + 1).ShouldAllBe(hosts => Beat.Of(hosts, Second) == Second);

    [Fact]
    public void More_hosts_take_four_looks_a_second_together_until_each_is_looked_at_every_15_seconds()
    {
        for (var hosts = Beat.Unhurried + 1; hosts <= 1000; hosts++)
        {
            var beat = Beat.Of(hosts, Second);
            beat.ShouldBeInRange(Second, TimeSpan.FromSeconds(15));
            if (beat < TimeSpan.FromSeconds(15))
                (hosts / beat.TotalSeconds).ShouldBe(4, 0.001);
        }
        Beat.Of(1000, Second).ShouldBe(TimeSpan.FromSeconds(15));
    }
}
