using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

public sealed class PrecopyTests
{
    [Fact]
    public void A_guest_that_writes_nothing_is_copied_once() => Precopy.Seconds(1024, 1000, 0).ShouldBe(8.59, 0.01);

    [Fact]
    public void What_is_written_meanwhile_is_copied_again() => Precopy.Seconds(1024, 1000, 500).ShouldBe(8.59 * 2, 0.7);

    [Fact]
    public void A_guest_that_writes_faster_than_the_link_still_gets_a_figure() => Precopy.Seconds(1024, 1000, 2000).ShouldBe(30 * 8.59, 2);

    [Fact]
    public void More_memory_more_writing_or_less_link_last_longer()
    {
        for (var i = 1; i < 40; i++)
        {
            Precopy.Seconds(1024 * (i + 1), 1000, 200).ShouldBeGreaterThan(Precopy.Seconds(1024 * i, 1000, 200));
            Precopy.Seconds(8192, 1000, 20 * (i + 1)).ShouldBeGreaterThanOrEqualTo(Precopy.Seconds(8192, 1000, 20 * i));
            Precopy.Seconds(8192, 100 * i, 50).ShouldBeGreaterThan(Precopy.Seconds(8192, 100 * (i + 1), 50));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(600)]
    public void How_fast_a_guest_writes_is_told_by_how_long_it_took(double dirty) =>
        Precopy.Seconds(8192, 1000, Precopy.DirtyMbps(8192, 1000, Precopy.Seconds(8192, 1000, dirty))).ShouldBe(Precopy.Seconds(8192, 1000, dirty), 0.6);

    [Fact]
    public void One_that_was_faster_than_a_copy_wrote_nothing() => Precopy.DirtyMbps(8192, 1000, 1).ShouldBe(0);
}
