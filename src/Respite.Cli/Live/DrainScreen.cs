using Respite.Cli.Api;
using Respite.Server.Telemetry;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Respite.Cli.Live;

/// <summary>The live screen as a picture of the state: never wider or higher than it is told to be. Pure.</summary>
public static class DrainScreen
{
    private const int HeaderLines = 3;

    public static IRenderable Render(
        IReadOnlyList<Maintenance> maintenances, IReadOnlyList<string> news, DateTimeOffset now, int columns, int rows)
    {
        // The last column stays free: some terminals wrap a line that fills it.
        var width = Math.Max(40, columns - 1);
        var forMoves = Math.Max(maintenances.Count, rows - 1 - news.Count - maintenances.Count * (HeaderLines + 1));
        var lines = new List<IRenderable>();
        foreach (var maintenance in maintenances)
            lines.AddRange(Section(maintenance, now, width, forMoves / maintenances.Count));
        lines.AddRange(news.Select(n => Line(width, (n, Style.Parse("grey")))));
        return new Rows(lines.Take(Math.Max(1, rows - 1)));
    }

    private static IEnumerable<IRenderable> Section(Maintenance m, DateTimeOffset now, int width, int room)
    {
        var moves = m.Moves ?? [];
        var overall = ScreenText.Overall(moves, m.State);
        var time = ScreenText.Duration((m.FinishedAt ?? now) - m.CreatedAt);
        yield return Line(width, ($"{m.Host}  ", Style.Parse("bold")), (m.State.Replace('_', ' '), StateStyle(m.State)), ($"  {time}{Left(moves)}", Style.Plain));
        yield return Line(width, ($"{ScreenText.Bar(overall, 30)} {overall,3}%  ", Style.Parse("green")), (ScreenText.Counts(moves), Style.Plain));
        yield return Line(width, (m.StateReason ?? "", Style.Parse("grey")));

        var interesting = moves.OrderBy(Rank).ThenByDescending(x => x.FinishedAt ?? x.StartedAt).ToList();
        var shown = interesting.Count <= room ? interesting.Count : Math.Max(0, room - 1);
        foreach (var move in interesting.Take(shown)) yield return Row(move, now, width);
        if (shown < interesting.Count)
            yield return Line(width, ($"… and {interesting.Count - shown} more: {ScreenText.Counts(interesting.Skip(shown))}", Style.Parse("grey")));
    }

    private static Paragraph Row(Move move, DateTimeOffset now, int width)
    {
        var name = Math.Clamp(width / 5, 12, 32);
        return Line(
            width,
            (ScreenText.Fixed(move.Name, name) + " ", Style.Plain),
            (ScreenText.Fixed(move.Destination is null ? "" : "→ " + move.Destination, Math.Clamp(width / 6, 12, 24)) + " ", Style.Plain),
            (ScreenText.Fixed(ScreenText.Action(move.Action), 8), Style.Parse("grey")),
            (ScreenText.Fixed(move.State, 11), StateStyle(move.State)),
            (ScreenText.Detail(move, now), Style.Plain));
    }

    /// <summary>What is happening first, then what went wrong, then what waits, then what is over.</summary>
    private static int Rank(Move move) => move.State switch
    {
        "running" or "confirming" or "submitting" => 0,
        "failed" => 1,
        "retrying" => 2,
        "waiting" => 3,
        "left" or "skipped" => 4,
        _ => 5,
    };

    private static string Left(IReadOnlyList<Move> moves) =>
        moves.Where(m => m.UnderWay).Max(m => m.EtaSeconds) is { } seconds
            ? $", the longest move has {ScreenText.Duration(TimeSpan.FromSeconds(seconds))} left" : "";

    private static Style StateStyle(string state) => Style.Parse(state switch
    {
        "done" or "gone" or "in_maintenance" or "completed" => "green",
        "failed" or "blocked" => "red",
        "retrying" or "paused" or "cancelling" or "cancelled" => "yellow",
        "waiting" or "left" or "skipped" or "pending" => "grey",
        _ => "cyan",
    });

    /// <summary>One line of exactly one row: cut at the width, so that nothing ever wraps.</summary>
    private static Paragraph Line(int width, params (string Text, Style Style)[] parts)
    {
        var line = new Paragraph { Overflow = Overflow.Crop };
        foreach (var (raw, style) in parts)
        {
            var text = Printable.Of(raw);
            var cut = text.Length <= width ? text.ReplaceLineEndings(" ") : ScreenText.Fixed(text, width);
            if (cut.Length > 0) line.Append(cut, style);
            width -= cut.Length;
            if (width <= 0) break;
        }

        return line.Append(" ");
    }
}
