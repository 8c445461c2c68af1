using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Output;
using Respite.Cli.Policies;

namespace Respite.Cli.Commands;

public static class PlanCommand
{
    private static readonly string[] Fields = ["host", "feasible", "method", "moves", "blockers", "warnings", "duration", "figures", "explanation"];
    private static readonly string[] MoveColumns = ["instance_id", "instance_name", "status", "action", "destination", "reason", "estimated_seconds", "estimate"];
    private static readonly string[] ShownMoves = ["instance_name", "status", "action", "destination", "estimated_seconds", "reason"];
    private static readonly Option<string> Explain = new("--explain")
    {
        Description = "Say for each host of the cloud why this instance may or may not go there",
        HelpName = "INSTANCE",
    };

    private static readonly Option<bool> Save = new("--save")
    {
        Description = "Keep the plan on the server; `respite drain --plan ID` starts exactly this one, if it still holds",
    };

    private static readonly Argument<string> Host = new("HOST") { Description = "The compute host" };

    public static Command Build(CommandContext context)
    {
        var command = new Command("plan", "Show how a host would be drained; changes nothing. Exit code 3: it cannot be") { Host, Explain, Save };
        PolicyOptions.AddTo(command);
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, [.. Fields, .. MoveColumns]);
            var policy = PolicyOptions.Read(parsed);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var request = new JsonObject { ["host"] = parsed.GetValue(Host) };
            if (parsed.GetValue(Explain) is { } instance) request["explain"] = instance;
            await policy.AddToAsync(request, connection.Client, cancel);
            var answer = await connection.Client.PlanAsync(request, parsed.GetValue(Save), cancel);
            var plan = parsed.GetValue(Save) ? answer.GetProperty("plan") : answer;
            if (parsed.GetValue(Save)) context.Terminal.Say($"respite: kept as {Cell.Of(answer, "id")}; `respite drain --plan {Cell.Of(answer, "id")}` starts exactly this plan.");
            Print(context.Terminal, output, plan);
            return plan.GetProperty("feasible").GetBoolean() ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    /// <summary>The whole plan; with columns, the plan's own fields or the rows of its moves, as the columns say.</summary>
    public static void Print(Terminal terminal, OutputOptions output, JsonElement plan)
    {
        var moves = plan.GetProperty("moves").EnumerateArray().ToList();
        if (output.Columns.Count > 0 && output.Columns.All(Fields.Contains)) Answer.Object(terminal, output, plan, Fields);
        else if (output.Columns.Count > 0 && output.Columns.All(MoveColumns.Contains)) Answer.List(terminal, output, moves, MoveColumns);
        else if (output.Columns.Count > 0) throw MixedColumns();
        else if (output.Format == "table") PrintTables(terminal, output, plan, moves);
        else if (output.Format == "value") Answer.List(terminal, output, moves, ShownMoves);
        else Answer.Object(terminal, output, plan, Fields);
    }

    private static void PrintTables(Terminal terminal, OutputOptions output, JsonElement plan, List<JsonElement> moves)
    {
        string[] summary = ["host", "feasible", "method"];
        var shown = summary.Select(field => (field, Cell.Of(plan, field)));
        if (Spell.Duration(plan) is { } duration) shown = shown.Append(("duration", duration));
        Answer.Object(terminal, output, Json.Object([.. shown]), [.. shown.Select(field => field.Item1)]);
        if (moves.Count > 0) Answer.List(terminal, output, [.. moves.Select(Marked)], ShownMoves);
        var estimates = moves.Where(IsEstimate).Select(m => Json.Object(("* only Nova can check", Cell.Of(m, "instance_name")), ("what", Cell.Of(m, "estimate")))).ToList();
        if (estimates.Count > 0) Answer.List(terminal, output, estimates, ["* only Nova can check", "what"]);
        var blockers = plan.GetProperty("blockers").EnumerateArray().Select(b => Named(b, moves)).ToList();
        if (blockers.Count > 0) Answer.List(terminal, output, blockers, ["blocker", "reason"]);
        var warnings = plan.GetProperty("warnings").EnumerateArray().Select(w => Json.Object(("warning", Cell.Of(w)))).ToList();
        if (warnings.Count > 0) Answer.List(terminal, output, warnings, ["warning"]);
        PlanFigures.Print(terminal, output, plan);
        PlanExplanation.Print(terminal, output, plan);
    }

    private static bool IsEstimate(JsonElement move) => move.TryGetProperty("estimate", out var estimate) && estimate.ValueKind == JsonValueKind.String;

    /// <summary>A destination that is an estimate has an asterisk; what it is that only Nova can check stands below.</summary>
    private static JsonElement Marked(JsonElement move) => !IsEstimate(move) ? move
        : Json.Object([.. ShownMoves.Select(column => (column, Cell.Of(move, column) + (column == "destination" ? " *" : "")))]);

    /// <summary>A blocker carries an id alone; people know the instance by its name.</summary>
    private static JsonElement Named(JsonElement blocker, List<JsonElement> moves)
    {
        var id = Cell.Of(blocker, "instance_id");
        var move = moves.FirstOrDefault(m => Cell.Of(m, "instance_id") == id);
        var name = move.ValueKind == JsonValueKind.Object ? Cell.Of(move, "instance_name") : id == "None" ? "host" : id;
        return Json.Object(("blocker", name), ("reason", Cell.Of(blocker, "reason")));
    }

    private static CliException MixedColumns() => new(
        $"-c takes either the plan's fields ({string.Join(", ", Fields)}) or its moves' columns ({string.Join(", ", MoveColumns)}).",
        ExitCode.Usage);
}
