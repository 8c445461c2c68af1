using System.Text.Json;

namespace Respite.Cli.Output;

/// <summary>Durations in words.</summary>
public static class Spell
{
    /// <summary>As a person would say it: 95 s, 12 min, 3 h 20 min.</summary>
    public static string Seconds(int seconds) => seconds switch
    {
        < 120 => $"{seconds} s",
        < 120 * 60 => $"{(seconds + 59) / 60} min",
        _ => $"{seconds / 3600} h {seconds / 60 % 60} min",
    };

    /// <summary>A plan's <c>duration</c>; null where it has none, or nothing takes time.</summary>
    public static string? Duration(JsonElement plan)
    {
        if (!plan.TryGetProperty("duration", out var duration) || duration.ValueKind != JsonValueKind.Object)
            return null;
        var (takes, least) = (duration.GetProperty("seconds").GetInt32(), duration.GetProperty("at_least_seconds").GetInt32());
        if (takes == 0)
            return null;
        return $"about {Seconds(takes)}{(least < takes ? $" (at least {Seconds(least)} in any order)" : "")}, {Cell.Of(duration, "basis")}";
    }
}
