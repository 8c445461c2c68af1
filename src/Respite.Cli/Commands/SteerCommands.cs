using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Live;
using Respite.Cli.Output;
using Respite.Cli.Policies;

namespace Respite.Cli.Commands;

/// <summary>pause, resume, retry, cancel, return: one request on a maintenance each; all but the first can wait for what follows.</summary>
public static class SteerCommands
{
    private static readonly Argument<string[]> Which = new("HOST|ID") { Description = "A host, or a maintenance's id", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string[]> Accept = new("--accept")
    {
        Description = "An instance that may stay on the host as it is, by name or id (repeatable)",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Abort = new("--abort")
    {
        Description = "Abort the migrations under way too, instead of letting them end",
    };

    public static IEnumerable<Command> Build(CommandContext context)
    {
        yield return Steer(context, "pause", "Hold a drain: what Nova already moves ends, nothing new starts", _ => [], null);

        var resume = Steer(context, "resume", "Go on after a pause, or after what needed a person is settled", AcceptedBody, Goal.InMaintenance);
        resume.Options.Add(Accept);
        yield return resume;

        yield return Steer(context, "retry", "Try again what has failed or is blocked, with what is left of it", _ => [], Goal.InMaintenance, orNewest: true);

        var cancel = Steer(
            context, "cancel", "Give a drain up: nothing more moves, and the host is as before", p => new JsonObject { ["abort"] = p.GetValue(Abort) }, Goal.Cancelled);
        cancel.Options.Add(Abort);
        yield return cancel;

        yield return Steer(context, "return", "Give a host in maintenance back to the cloud", _ => [], Goal.Completed);
    }

    private static JsonObject AcceptedBody(ParseResult parsed) =>
        parsed.GetValue(Accept) is { Length: > 0 } names ? new JsonObject { ["accept"] = PolicyOptions.Names(names) } : [];

    /// <param name="goal">What follows by itself and can be waited for; null: nothing does.</param>
    /// <param name="orNewest">A host also stands for its newest maintenance, if none is open.</param>
    private static Command Steer(CommandContext context, string verb, string description, Func<ParseResult, JsonObject> body, Goal? goal, bool orNewest = false)
    {
        var command = new Command(verb, description) { Which };
        if (goal is not null)
        {
            command.Options.Add(CommonOptions.Wait);
            command.Options.Add(CommonOptions.Timeout);
        }

        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, MaintenanceFields.All);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: goal is not null);
            var open = new List<Maintenance>();
            foreach (var which in parsed.GetValue(Which)!)
                open.Add((await OpenMaintenance.FindAsync(connection.Client, which, cancel, orNewest)).ToMaintenance());
            var wait = goal is not null && (connection.OwnsServer || parsed.GetValue(CommonOptions.Wait));
            var watching = new Watching(context, connection, ProgressViews.For(context.Terminal, toAnswer: false));
            foreach (var maintenance in wait ? open : []) await watching.SkipAsync(maintenance.Id, cancel);
            var answers = new List<JsonElement>();
            foreach (var maintenance in open)
                answers.Add(await connection.Client.ActAsync(maintenance.Id, verb, body(parsed), cancel));

            if (!wait)
            {
                MaintenanceFields.Print(context.Terminal, output, answers);
                return ExitCode.Done;
            }

            var targets = answers.Select(a => a.ToMaintenance()).Select(m => new Watching.Target(m.Host, m.Id, GoalOf(m, goal!.Value))).ToList();
            var (ended, code) = await watching.UntilDoneAsync(targets, verb, parsed.GetValue(CommonOptions.Timeout), cancel);
            Watching.Conclude(context.Terminal, output, ended, answer: true);
            return code;
        });
        return command;
    }

    /// <summary>A resumed maintenance may have been stopped on its way back; a return that is cancelled ends in maintenance.</summary>
    private static Goal GoalOf(Maintenance m, Goal asked) =>
        asked == Goal.InMaintenance ? Outcome.GoalOf(m) : m.State == "in_maintenance" ? Goal.InMaintenance : asked;
}
