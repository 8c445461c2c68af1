namespace Respite.Bench;

/// <summary>The rows that bench/run collects.</summary>
internal static class Rows
{
    /// <param name="met">Null where there is no goal to hold it against.</param>
    public static void Write(string what, string value, string against = "-", string goal = "-", bool? met = null) =>
        Console.WriteLine($"{what}\t{value}\t{against}\t{goal}\t{met switch { true => "met", false => "short", null => "-" }}");
}
