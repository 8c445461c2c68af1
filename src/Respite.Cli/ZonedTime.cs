using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Respite.Cli;

/// <summary>Times as ISO 8601 with a zone: one without would be another time on the server.</summary>
public static partial class ZonedTime
{
    public static void Check(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(t => !Offset().IsMatch(t.Value) || !DateTimeOffset.TryParse(t.Value, CultureInfo.InvariantCulture, out _)))
            result.AddError($"'{token.Value}' is no time with a zone; one looks like 2026-03-01T22:00:00Z or 2026-03-01T23:00:00+01:00.");
    }

    [GeneratedRegex(@"\d(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Offset();
}
