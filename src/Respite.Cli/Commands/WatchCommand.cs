using System.CommandLine;
using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Live;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

public static class WatchCommand
{
    private static readonly Argument<string[]> Which = new("HOST|ID")
    {
        Description = "A host, or a maintenance's id; all open ones when left out",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Build(CommandContext context)
    {
        var command = new Command("watch", "Watch maintenances until they are done; exits by the outcome") { Which, CommonOptions.Timeout };
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, MaintenanceFields.All);
            await using var connection = await context.ConnectAsync(parsed, cancel);
            var targets = await TargetsAsync(connection.Client, parsed.GetValue(Which) ?? [], cancel);
            if (targets.Count == 0)
            {
                context.Terminal.Say("respite: no maintenance is open.");
                if (!output.Plain) MaintenanceFields.PrintList(context.Terminal, output, []);
                return ExitCode.Done;
            }

            // The events are the answer, unless another format was asked for.
            var view = ProgressViews.For(context.Terminal, toAnswer: output.Plain);
            var watching = new Watching(context, connection, view);
            var (maintenances, code) = await watching.UntilDoneAsync(targets, "watch", parsed.GetValue(CommonOptions.Timeout), cancel);
            Watching.Conclude(context.Terminal, output, maintenances, answer: !output.Plain);
            return code;
        });
        return command;
    }

    private static async Task<List<Watching.Target>> TargetsAsync(RespiteClient client, string[] which, CancellationToken cancel)
    {
        var found = new List<JsonElement>();
        if (which is []) found.AddRange(await client.OpenAsync(null, cancel));
        foreach (var one in which) found.Add(await OpenMaintenance.FindAsync(client, one, cancel));
        return [.. found.Select(f => f.ToMaintenance()).DistinctBy(m => m.Id).Select(m => new Watching.Target(m.Host, m.Id, Outcome.GoalOf(m)))];
    }
}
