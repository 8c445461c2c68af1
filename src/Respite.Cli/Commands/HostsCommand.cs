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

    private static readonly string[] Fields =
        ["name", "mode", "status", "state", "disabled_reason", "maintenance_id", "maintenance_state", "state_reason", "moves_left"];

    private static readonly Argument<string?> Host = new("HOST") { Description = "How this one is", Arity = ArgumentArity.ZeroOrOne };

    public static Command Build(CommandContext context)
    {
        var command = new Command("hosts", "List the cloud's compute hosts and their maintenances, or show how one is") { Host };
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(Host) is { } host)
            {
                var fields = OutputOptions.Read(parsed, Fields);
                await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
                Answer.Object(context.Terminal, fields, await connection.Client.GetAsync($"v1/hosts/{Uri.EscapeDataString(host)}", cancel), Fields);
                return ExitCode.Done;
            }

            var output = OutputOptions.Read(parsed, Columns);
            var hosts = await HostsAsync(context, ConnectionOptions.Read(parsed, context.Terminal), cancel);
            Answer.List(context.Terminal, output, [.. hosts.EnumerateArray()], Shown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<JsonElement> HostsAsync(CommandContext context, ConnectionOptions options, CancellationToken cancel)
    {
        await using var running = await Connection.FindAsync(options, context, cancel);
        return running is null
            ? Requests.HostsOf(await context.ReadHosts(StateDirectory.For(options.Cloud, context.Terminal.Environment), options.Cloud, cancel))
            : await running.Client.HostsAsync(cancel);
    }
}
