using Respite.Cli.Output;

namespace Respite.Cli.Tests.Output;

public sealed class FillBarTests
{
    [Theory]
    [InlineData(100, 38, 57, "████▓▓░░░░  38 →  57 %")]
    [InlineData(100, 0, 0, "░░░░░░░░░░   0 →   0 %")]
    [InlineData(100, 100, 100, "██████████ 100 → 100 %")]
    [InlineData(1000, 500, 501, "█████▓░░░░  50 →  50 %")]
    [InlineData(1000, 505, 510, "█████▓░░░░  50 →  51 %")]
    [InlineData(10, 12, 12, "██████████ 120 → 120 %")]
    [InlineData(0, 0, 0, "")]
    public void A_bar_shows_what_was_there_and_what_comes(long capacity, long before, long after, string bar) =>
        FillBar.Of(capacity, before, after).ShouldBe(bar);
}
