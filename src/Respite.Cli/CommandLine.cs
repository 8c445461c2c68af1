using System.CommandLine;
using System.CommandLine.Invocation;
using Respite.Cli.Api;
using Respite.Cli.Commands;

namespace Respite.Cli;

/// <summary>The whole program behind its streams: parses, runs, and turns whatever goes wrong into one line and an exit code.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context, CancellationToken interrupted)
    {
        var terminal = context.Terminal;
        var parsed = Root(context).Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors) terminal.Say($"respite: {error.Message}");
            terminal.Say($"respite: `{Path(parsed)} --help` says how it is used.");
            return ExitCode.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, interrupted);
        }
        catch (Exception e) when (e is CliException or ApiException)
        {
            terminal.Say($"respite: {e.Message}");
            Details(terminal, e);
            return (e as CliException)?.ExitCode ?? ExitCode.Error;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            terminal.Say("respite: stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            terminal.Say($"respite: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
            if (!Details(terminal, e)) terminal.Say("respite: RESPITE_DEBUG=1 shows where it came from.");
            return ExitCode.Error;
        }
    }

    private static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand("Takes OpenStack compute hosts out of service, and gives them back, without their users noticing")
        {
            HostsCommand.Build(context),
            PlanCommand.Build(context),
            StoredPlansCommand.Build(context),
            DrainCommand.Build(context),
            WatchCommand.Build(context),
        };
        foreach (var steer in SteerCommands.Build(context)) root.Subcommands.Add(steer);
        foreach (var move in MoveCommands.Build(context)) root.Subcommands.Add(move);
        root.Subcommands.Add(HistoryCommand.Build(context));
        root.Subcommands.Add(ReportCommand.Build(context));
        root.Subcommands.Add(MyCommands.Build(context));
        root.Subcommands.Add(PolicyCommands.Build(context));
        root.Subcommands.Add(WebhookCommands.Build(context));
        root.Subcommands.Add(ServeCommand.Build(context));
        foreach (var setup in ServerSetupCommands.Build(context)) root.Subcommands.Add(setup);
        root.Subcommands.Add(DemoCommand.Build(context));
        return root;
    }

    private static bool Details(Terminal terminal, Exception e)
    {
        if (string.IsNullOrEmpty(terminal.Environment("RESPITE_DEBUG"))) return false;
        terminal.Say(e.ToString());
        return true;
    }

    private static string Path(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "respite" : $"respite {parsed.CommandResult.Command.Name}";
}
