using System.CommandLine;

namespace Respite.Cli.Output;

/// <summary><c>-f</c> and <c>-c</c>, as in the openstack client.</summary>
public sealed record OutputOptions(string Format, IReadOnlyList<string> Columns)
{
    private static readonly Option<string> FormatOption = new("-f", "--format")
    {
        Description = "How to print the answer",
        HelpName = "table|json|yaml|value",
        DefaultValueFactory = _ => "table",
    };

    private static readonly Option<string[]> ColumnOption = new("-c", "--column")
    {
        Description = "Print this column only (repeatable)",
        HelpName = "COLUMN",
    };

    static OutputOptions() => FormatOption.AcceptOnlyFromAmong("table", "json", "yaml", "value");

    public bool Plain => Format == "table" && Columns.Count == 0;

    public static void AddTo(Command command)
    {
        command.Options.Add(FormatOption);
        command.Options.Add(ColumnOption);
    }

    /// <summary>Resolves <c>-c</c> against what the command can print, before anything is asked of a server.</summary>
    public static OutputOptions Read(ParseResult parsed, params IReadOnlyList<string> known)
    {
        var columns = new List<string>();
        foreach (var asked in parsed.GetValue(ColumnOption) ?? [])
        {
            columns.Add(known.FirstOrDefault(k => k.Equals(asked, StringComparison.OrdinalIgnoreCase)) ?? throw new CliException(
                $"there is no column '{asked}'; the columns are: {string.Join(", ", known)}.", ExitCode.Usage));
        }

        return new OutputOptions(parsed.GetValue(FormatOption)!, columns);
    }
}
