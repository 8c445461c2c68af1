using System.CommandLine;
using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Hosting;
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
            var hosts = await HostsAsync(context, ConnectionOptions.Read(parsed, context.Terminal), cancel);
            Answer.List(context.Terminal, output, [.. hosts.EnumerateArray()], Shown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<JsonElement> HostsAsync(CommandContext context, ConnectionOptions options, CancellationToken cancel)
    {
        await using var running = await Connection.FindAsync(options, context.Terminal, cancel);
        return running is null
            ? Requests.HostsOf(await context.ReadHosts(StateDirectory.For(options.Cloud, context.Terminal.Environment), options.Cloud, cancel))
            : await running.Client.HostsAsync(cancel);
    }
}
