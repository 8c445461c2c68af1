using System.Globalization;

namespace Respite.Server.Telemetry;

/// <summary>
/// Text of others on its way to a terminal or a log that is read on one. Owners of instances choose words in their metadata, and an escape
/// sequence in one would be the terminal's to obey.
/// </summary>
public static class Printable
{
    /// <summary>With U+FFFD for each character that moves a cursor, changes colours or turns the direction of writing. Tabs and ends of lines stay.</summary>
    public static string Of(string text) => text.Any(IsHidden) ? string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = IsHidden(from[i]) ? '\uFFFD' : from[i];
    }) : text;

    private static bool IsHidden(char c) => c is not ('\n' or '\r' or '\t') && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
