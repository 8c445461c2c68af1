using System.CommandLine;
using Respite.Cli.Api;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

public static class HostsCommand
{
    private static readonly string[] Columns = ["name", "zone", "status", "state", "disabled_reason", "maintenance_id", "maintenance_state"];
    private static readonly string[] Shown = ["name", "zone", "status", "state", "maintenance_state", "disabled_reason"];

    public static Command Build(CommandContext context)
    {
        var command = new Command("hosts", "List the cloud's compute hosts and their maintenances");
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, Columns);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var hosts = await connection.Client.HostsAsync(cancel);
            Answer.List(context.Terminal, output, [.. hosts.EnumerateArray()], Shown);
            return ExitCode.Done;
        });
        return command;
    }
}
