using System.Globalization;

namespace Respite.Cli.Output;

/// <summary>How full something is before and after: <c>████▓▓░░░░  38 → 57 %</c>. Pure.</summary>
public static class FillBar
{
    private const int Width = 10;

    /// <param name="before">Amounts in the unit of <paramref name="capacity"/>.</param>
    public static string Of(long capacity, long before, long after)
    {
        if (capacity <= 0) return "";
        var (was, becomes) = (Cells(capacity, before), Cells(capacity, after));
        // What comes shows, however little it is.
        if (after > before && was == becomes) was = Math.Max(0, becomes - 1);
        var bar = new string('█', Math.Min(was, becomes)) + new string('▓', Math.Max(0, becomes - was)) + new string('░', Width - Math.Max(was, becomes));
        return string.Create(CultureInfo.InvariantCulture, $"{bar} {Percent(capacity, before),3} → {Percent(capacity, after),3} %");
    }

    private static int Cells(long capacity, long amount) => (int)Math.Clamp(Math.Ceiling((double)amount * Width / capacity), 0, Width);

    private static int Percent(long capacity, long amount) => (int)Math.Round(100.0 * amount / capacity);
}
