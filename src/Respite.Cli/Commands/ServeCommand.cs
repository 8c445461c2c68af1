using System.CommandLine;
using Respite.Cli.Hosting;

namespace Respite.Cli.Commands;

public static class ServeCommand
{
    public static Command Build(CommandContext context)
    {
        var command = new Command("serve", "Run a server: drains go on whoever watches")
        {
            ServeOptions.Config, ServeOptions.Listen, ServeOptions.StateDir, ServeOptions.Role, ConnectionOptions.CloudOption,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = context.Terminal;
            await using var server = await StartAsync(ServeOptions.Read(parsed, terminal), terminal, cancel);
            if (!server.LogsToOutput)
            {
                terminal.Out.WriteLine($"Respite listens at {server.Url}");
                if (server.Console is { } console)
                    terminal.Out.WriteLine($"In the browser: {console}");
                terminal.Out.Flush();
            }
            await Task.WhenAny(server.Stopped, Task.Delay(Timeout.Infinite, cancel));
            terminal.Say(cancel.IsCancellationRequested
                ? "respite: stopped; the state is kept, and the next start goes on with it."
                : "respite: the server has stopped by itself.");
            return cancel.IsCancellationRequested ? ExitCode.Done : ExitCode.Error;
        });
        return command;
    }

    private static async Task<LocalServer> StartAsync(ServeRequest request, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            return await InProcessServer.ServeAsync(request, terminal, cancel);
        }
        catch (IOException e)
        {
            throw new CliException($"cannot listen: {e.GetBaseException().Message}. Name another --listen.", cause: e);
        }
    }
}
