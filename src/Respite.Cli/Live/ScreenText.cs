using System.Globalization;
using Respite.Cli.Api;

namespace Respite.Cli.Live;

/// <summary>The small texts of the live screen. Pure.</summary>
public static class ScreenText
{
    public static string Duration(TimeSpan time) => time < TimeSpan.Zero ? "0s"
        : time.TotalHours >= 1 ? $"{(int)time.TotalHours}h{time.Minutes:00}m"
        : time.TotalMinutes >= 1 ? $"{time.Minutes}m{time.Seconds:00}s"
        : $"{time.Seconds}s";

    public static string Bar(int percent, int width)
    {
        var full = Math.Clamp(percent, 0, 100) * width / 100;
        return new string('━', full) + new string('╌', width - full);
    }

    /// <summary>Cut or padded to exactly <paramref name="width"/> columns.</summary>
    public static string Fixed(string? text, int width)
    {
        text = (text ?? "").ReplaceLineEndings(" ");
        return text.Length <= width ? text.PadRight(width) : width > 1 ? text[..(width - 1)] + "…" : text[..width];
    }

    /// <summary>"12 done, 2 running, 6 waiting", in the order in which moves live.</summary>
    public static string Counts(IEnumerable<Move> moves)
    {
        string[] order = ["done", "gone", "left", "skipped", "confirming", "running", "submitting", "retrying", "waiting", "failed"];
        return string.Join(", ", moves.GroupBy(m => m.State)
            .OrderBy(g => Array.IndexOf(order, g.Key))
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}")));
    }

    /// <summary>Of all moves, each weighing the same; a running one counts by its progress. 0 while nothing is planned.</summary>
    public static int Overall(IReadOnlyList<Move> moves, string state) => moves.Count == 0
        ? state is "in_maintenance" or "returning" or "completed" ? 100 : 0
        : moves.Sum(m => m.State is "done" or "gone" or "left" or "skipped" ? 100 : m.UnderWay ? m.Progress ?? 0 : 0) / moves.Count;

    public static string Action(string action) => action switch
    {
        "live_migrate" => "live",
        "cold_migrate" => "cold",
        "confirm_resize" => "confirm",
        _ => action,
    };

    /// <summary>What a move is at, behind its state: its progress and times while under way, else its reason.</summary>
    public static string Detail(Move move, DateTimeOffset now)
    {
        if (!move.UnderWay || move.StartedAt is not { } started)
            return move.Fault ?? move.Reason ?? "";
        var bar = move.Progress is { } percent ? $"{Bar(percent, 8)} {percent,3}% " : "";
        var eta = move.EtaSeconds is { } seconds ? $" ETA {Duration(TimeSpan.FromSeconds(seconds))}" : "";
        var reason = string.IsNullOrEmpty(move.Reason) ? "" : $"  {move.Reason}";
        return $"{bar}{Duration(now - started)}{eta}{reason}";
    }
}
