using System.CommandLine;
using System.Text.Json;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

public static class ReportCommand
{
    private static readonly string[] Fields =
        ["maintenance_id", "host", "state", "reason", "ticket", "metadata", "created_by", "policy_name", "created_at", "finished_at", "totals", "moves", "faults"];

    private static readonly string[] Summary = ["host", "state", "reason", "ticket", "created_by", "created_at", "finished_at"];
    private static readonly string[] Shown = ["instance_name", "action", "interruption", "state", "destination", "seconds", "retries", "failures"];
    private static readonly Argument<string> Which = new("HOST|ID") { Description = "A maintenance's id, or a host: its open maintenance, or its newest" };

    private static readonly Option<string> Format = new("-f", "--format")
    {
        Description = "How to print the report; csv has a row for each move",
        HelpName = "table|csv|json|yaml",
        DefaultValueFactory = _ => "table",
    };

    static ReportCommand() => Format.AcceptOnlyFromAmong("table", "csv", "json", "yaml");

    public static Command Build(CommandContext context)
    {
        var command = new Command("report", "Report on a maintenance: who moved where, when, how long, and what went wrong") { Which, Format };
        Hosting.ConnectionOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var format = parsed.GetValue(Format)!;
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var id = Cell.Of(await OpenMaintenance.FindAsync(connection.Client, parsed.GetValue(Which)!, cancel, orNewest: true), "id");
            var path = $"v1/maintenances/{Uri.EscapeDataString(id)}/report";
            if (format == "csv") await context.Terminal.Out.WriteAsync(await connection.Client.GetTextAsync(path, "text/csv", cancel));
            else Print(context.Terminal, new OutputOptions(format, []), await connection.Client.GetAsync(path, cancel));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, OutputOptions output, JsonElement report)
    {
        if (output.Format != "table")
        {
            Answer.Object(terminal, output, report, Fields);
            return;
        }

        (string, string)[] fields = [.. Summary.Select(f => (f, Cell.Of(report, f))), .. report.GetProperty("totals").EnumerateObject().Select(t => (t.Name, Cell.Of(t.Value)))];
        Answer.Object(terminal, output, Json.Object(fields), [.. fields.Select(f => f.Item1)]);
        Answer.List(terminal, output, [.. report.GetProperty("moves").EnumerateArray()], Shown);
        var faults = report.GetProperty("faults").EnumerateArray().Select(f => Json.Object(("fault", Cell.Of(f)))).ToList();
        if (faults.Count > 0) Answer.List(terminal, output, faults, ["fault"]);
    }
}
