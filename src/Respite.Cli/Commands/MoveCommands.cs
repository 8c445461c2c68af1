using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>The moves of one maintenance: the list, and what a person may ask of a single one.</summary>
public static class MoveCommands
{
    private static readonly string[] Columns =
    [
        "instance_id", "instance_name", "status", "action", "state", "source", "destination", "attempt", "progress", "memory_mb", "started_at", "finished_at",
        "eta_seconds", "reason", "migration_id", "fault",
    ];

    private static readonly string[] Shown = ["instance_name", "status", "action", "state", "destination", "attempt", "reason"];
    private static readonly Argument<string> Which = new("HOST|ID") { Description = "A host, or a maintenance's id" };
    private static readonly Argument<string> Instance = new("INSTANCE") { Description = "An instance, by name or id" };

    private static readonly Option<string[]> State = new("--state")
    {
        Description = "Only moves in this state (repeatable)",
        HelpName = "STATE",
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "The host that it is to go to",
        HelpName = "HOST",
        Required = true,
    };

    public static IEnumerable<Command> Build(CommandContext context)
    {
        yield return List(context);
        yield return new Command("move", "Settle one instance of a drain")
        {
            One(context, "skip", "Leave the instance on the host", _ => []),
            One(context, "retry", "Try it again from the beginning, or move after all what was skipped", _ => []),
            One(context, "send", "Send it to another host than planned, if the rules allow that", p => new JsonObject { ["destination"] = p.GetValue(To) }, "destination", To),
        };
    }

    private static Command List(CommandContext context)
    {
        var command = new Command("moves", "List the moves of a maintenance") { Which, State };
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, Columns);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var path = await PathAsync(connection.Client, parsed.GetValue(Which)!, cancel);
            var state = parsed.GetValue(State) is { Length: > 0 } states ? $"?state={Uri.EscapeDataString(string.Join(',', states))}" : "";
            var moves = await connection.Client.GetAsync(path + state, cancel);
            Answer.List(context.Terminal, output, [.. moves.GetProperty("moves").EnumerateArray()], Shown);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command One(CommandContext context, string name, string description, Func<ParseResult, JsonObject> body, string? verb = null, params Option[] options)
    {
        var command = new Command(name, description) { Which, Instance };
        foreach (var option in options) command.Options.Add(option);
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, Columns);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var path = await PathAsync(connection.Client, parsed.GetValue(Which)!, cancel);
            var move = await connection.Client.PostAsync($"{path}/{Uri.EscapeDataString(parsed.GetValue(Instance)!)}/{verb ?? name}", body(parsed), cancel);
            Answer.Object(context.Terminal, output, move, Shown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> PathAsync(RespiteClient client, string which, CancellationToken cancel) =>
        $"v1/maintenances/{Uri.EscapeDataString((await OpenMaintenance.FindAsync(client, which, cancel)).ToMaintenance().Id)}/moves";
}
