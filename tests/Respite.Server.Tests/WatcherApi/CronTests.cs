using System.Globalization;
using Respite.Server.WatcherApi.Running;

namespace Respite.Server.Tests.WatcherApi;

public sealed class CronTests
{
    /// <summary>2026-11-21 is a Saturday.</summary>
    [Theory]
    [InlineData("* * * * *", "2026-11-21 19:08:30", "2026-11-21 19:09")]
    [InlineData("*/5 * * * *", "2026-11-21 19:10:00", "2026-11-21 19:15")]
    [InlineData("30 2 * * *", "2026-11-21 19:08:00", "2026-11-22 02:30")]
    [InlineData("0 0 1 1 *", "2026-11-21 19:08:00", "2027-01-01 00:00")]
    [InlineData("0 9-17/4 * * 1-5", "2026-11-21 19:08:00", "2026-11-23 09:00")]
    [InlineData("0 0 * * 7", "2026-11-21 19:08:00", "2026-11-22 00:00")]
    [InlineData("0 0 29 2 *", "2026-11-21 19:08:00", "2028-02-29 00:00")]
    [InlineData("0 0 13 * 5", "2026-11-21 19:08:00", "2026-11-27 00:00")]
    [InlineData("10,50/5 23 31 12 *", "2026-12-31 23:50:00", "2026-12-31 23:55")]
    public void The_next_minute(string cron, string now, string next) =>
        Cron.Parse(cron).ShouldNotBeNull().After(At(now)).ShouldBe(At(next));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("1- * * * *")]
    public void What_is_no_cron(string text) => Cron.Parse(text).ShouldBeNull();

    [Fact]
    public void A_day_that_never_comes_has_no_next() => Cron.Parse("0 0 30 2 *").ShouldNotBeNull().After(At("2026-11-21 19:08")).ShouldBeNull();

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
