using System.Text.Json;
using Respite.Server.Telemetry;

namespace Respite.Cli.Output;

/// <summary>Prints a command's answer on stdout in the format asked for.</summary>
public static class Answer
{
    /// <summary>A list of objects. Machine formats get every property unless columns were named; tables get <paramref name="shown"/>.</summary>
    public static void List(Terminal terminal, OutputOptions output, IReadOnlyList<JsonElement> rows, IReadOnlyList<string> shown)
    {
        var columns = output.Columns.Count > 0 ? output.Columns : shown;
        switch (output.Format)
        {
            case "json":
                Json.Write(terminal.Out, Json.Array(Picked(rows, output)));
                break;
            case "yaml":
                Yaml.Write(terminal.Out, Json.Array(Picked(rows, output)));
                break;
            case "value":
                foreach (var row in rows) terminal.Out.WriteLine(Printable.Of(string.Join(' ', columns.Select(c => Cell.Of(row, c)))));
                break;
            default:
                TextTable.Write(terminal.Out, columns, [.. rows.Select(r => columns.Select(c => Cell.Of(r, c)).ToList())], Width(terminal));
                break;
        }
    }

    /// <summary>One object: Field and Value in a table, one value a line in <c>value</c>.</summary>
    public static void Object(Terminal terminal, OutputOptions output, JsonElement value, IReadOnlyList<string> shown)
    {
        var fields = output.Columns.Count > 0 ? output.Columns : shown;
        switch (output.Format)
        {
            case "json":
                Json.Write(terminal.Out, Picked([value], output).First());
                break;
            case "yaml":
                Yaml.Write(terminal.Out, Picked([value], output).First());
                break;
            case "value":
                foreach (var field in fields) terminal.Out.WriteLine(Printable.Of(Cell.Of(value, field)));
                break;
            default:
                TextTable.Write(terminal.Out, ["Field", "Value"], [.. fields.Select(f => new[] { f, Cell.Of(value, f) })], Width(terminal));
                break;
        }
    }

    private static IEnumerable<JsonElement> Picked(IReadOnlyList<JsonElement> rows, OutputOptions output) =>
        output.Columns.Count > 0 ? rows.Select(r => Json.Pick(r, output.Columns)) : rows;

    /// <summary>Tables fit a terminal; into a pipe or file they stay one line a row.</summary>
    private static int? Width(Terminal terminal) => terminal.OutIsTerminal ? terminal.Size().Columns : null;
}
