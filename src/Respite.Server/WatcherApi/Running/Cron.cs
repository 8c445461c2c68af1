using System.Globalization;

namespace Respite.Server.WatcherApi.Running;

/// <summary>The five fields of cron (minute, hour, day of month, month, day of week; <c>*</c>, lists, ranges, steps), in UTC.</summary>
internal sealed class Cron
{
    /// <summary>29 February of a year that has one is at most eight years away (1896 to 1904); no real schedule is longer.</summary>
    private const int MostDays = 8 * 366;

    private readonly IReadOnlySet<int> minutes;
    private readonly IReadOnlySet<int> hours;
    private readonly IReadOnlySet<int> days;
    private readonly IReadOnlySet<int> months;
    private readonly IReadOnlySet<int> weekdays;
    private readonly bool anyDay;
    private readonly bool anyWeekday;

    private Cron(IReadOnlySet<int>[] sets, bool anyDay, bool anyWeekday)
    {
        (minutes, hours, days, months) = (sets[0], sets[1], sets[2], sets[3]);
        weekdays = sets[4].Select(day => day % 7).ToHashSet();
        (this.anyDay, this.anyWeekday) = (anyDay, anyWeekday);
    }

    /// <returns>Null: it is none.</returns>
    public static Cron? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (int, int)[] bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
        if (fields.Length != bounds.Length)
            return null;
        var sets = fields.Zip(bounds, (field, bound) => Field(field, bound.Item1, bound.Item2)).ToArray();
        return Array.TrueForAll(sets, set => set is { Count: > 0 }) ? new Cron(sets!, fields[2] == "*", fields[4] == "*") : null;
    }

    /// <returns>The first such minute after it; null: there is none.</returns>
    public DateTimeOffset? After(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var first = new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, 0, DateTimeKind.Utc).AddMinutes(1);
        for (var day = 0; day < MostDays; day++)
        {
            var date = first.Date.AddDays(day);
            if (!Includes(date))
                continue;
            foreach (var hour in hours.Order())
                foreach (var minute in minutes.Order())
                    if (date.AddHours(hour).AddMinutes(minute) is var at && at >= first)
                        return new DateTimeOffset(at, TimeSpan.Zero);
        }
        return null;
    }

    /// <summary>As cron does it: where both days are said, either is enough.</summary>
    private bool Includes(DateTime date)
    {
        var (byDay, byWeekday) = (days.Contains(date.Day), weekdays.Contains((int)date.DayOfWeek));
        return months.Contains(date.Month) && (anyDay || anyWeekday ? byDay && byWeekday : byDay || byWeekday);
    }

    private static HashSet<int>? Field(string text, int least, int most)
    {
        var set = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var pieces = part.Split('/');
            var step = 1;
            if (pieces.Length > 2 || (pieces.Length == 2 && (!Number(pieces[1], out step) || step < 1)) || Range(pieces[0], least, most, open: pieces.Length == 2) is not { } range)
                return null;
            for (var value = range.From; value <= range.To; value += Math.Min(step, most + 1))
                set.Add(value);
        }
        return set;
    }

    /// <param name="open">A single number begins a range to the end: it has a step.</param>
    private static (int From, int To)? Range(string text, int least, int most, bool open)
    {
        if (text == "*")
            return (least, most);
        var ends = text.Split('-');
        if (ends.Length > 2 || !Number(ends[0], out var from) || !Number(ends[^1], out var to))
            return null;
        to = ends.Length == 1 && open ? most : to;
        return from >= least && to <= most && from <= to ? (from, to) : null;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
