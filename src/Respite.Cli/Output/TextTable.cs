using System.Text;
using Respite.Server.Telemetry;

namespace Respite.Cli.Output;

/// <summary>The openstack client's bordered table. With a width, the widest columns are wrapped until it fits.</summary>
public static class TextTable
{
    private const int Narrowest = 8;

    public static void Write(TextWriter to, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, int? width = null)
    {
        var widths = Fit(Natural(header, rows), width);
        var border = "+" + string.Concat(widths.Select(w => new string('-', w + 2) + "+"));
        to.WriteLine(border);
        WriteRow(to, header, widths);
        to.WriteLine(border);
        foreach (var row in rows) WriteRow(to, row, widths);
        if (rows.Count > 0) to.WriteLine(border);
    }

    private static int[] Natural(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows) =>
        [.. header.Select((h, i) => rows.Select(r => Lines(r[i]).Max(l => l.Length)).Append(h.Length).Max())];

    private static int[] Fit(int[] widths, int? width)
    {
        if (width is not { } limit) return widths;
        while (widths.Sum() + 3 * widths.Length + 1 > limit && widths.Max() > Narrowest)
            widths[Array.IndexOf(widths, widths.Max())]--;
        return widths;
    }

    private static void WriteRow(TextWriter to, IReadOnlyList<string> cells, int[] widths)
    {
        var wrapped = cells.Select((c, i) => Lines(c).SelectMany(l => Wrap(l, widths[i])).ToList()).ToList();
        for (var line = 0; line < wrapped.Max(c => c.Count); line++)
        {
            var text = new StringBuilder("|");
            for (var i = 0; i < widths.Length; i++)
                text.Append(' ').Append((line < wrapped[i].Count ? wrapped[i][line] : "").PadRight(widths[i])).Append(" |");
            to.WriteLine(text);
        }
    }

    private static string[] Lines(string cell) => Printable.Of(cell).Split('\n');

    private static IEnumerable<string> Wrap(string line, int width)
    {
        while (line.Length > width)
        {
            var space = line.LastIndexOf(' ', width);
            var cut = space > 0 ? space : width;
            yield return line[..cut];
            line = line[cut..].TrimStart();
        }

        yield return line;
    }
}
