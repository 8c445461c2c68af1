using System.CommandLine;
using System.Net;
using Respite.Cli.Hosting;

namespace Respite.Cli.Commands;

public static class ServeCommand
{
    private static readonly Option<string> Listen = new("--listen")
    {
        Description = "Where to listen: ADDRESS:PORT or a URL; port 0 takes a free one",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "127.0.0.1:8780",
    };

    private static readonly Option<string> StateDir = new("--state-dir")
    {
        Description = "Where the state is kept; by default where local commands for the same cloud look for it",
        HelpName = "DIR",
    };

    public static Command Build(CommandContext context)
    {
        var command = new Command("serve", "Run a server: drains go on whoever watches") { Listen, StateDir, ConnectionOptions.CloudOption };
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = context.Terminal;
            var cloud = ConnectionOptions.ReadCloud(parsed, terminal);
            var listen = Address(parsed.GetValue(Listen)!);
            var directory = parsed.GetValue(StateDir) is { Length: > 0 } named ? Path.GetFullPath(named) : StateDirectory.For(cloud, terminal.Environment);
            await using var server = await StartAsync(context, new LocalServerRequest(directory, cloud, listen), cancel);
            terminal.Out.WriteLine($"Respite listens at {server.Url}; its token is in {Path.Combine(directory, "endpoint.json")} (RESPITE_TOKEN).");
            terminal.Out.Flush();
            await Task.WhenAny(server.Stopped, Task.Delay(Timeout.Infinite, cancel));
            terminal.Say(cancel.IsCancellationRequested
                ? $"respite: stopped; the state is kept in {directory}, and the next start goes on with it."
                : "respite: the server has stopped by itself.");
            return cancel.IsCancellationRequested ? ExitCode.Done : ExitCode.Error;
        });
        return command;
    }

    private static async Task<LocalServer> StartAsync(CommandContext context, LocalServerRequest request, CancellationToken cancel)
    {
        try
        {
            return await context.StartServer(request, cancel);
        }
        catch (IOException e)
        {
            throw new CliException($"cannot listen at {request.Listen}: {e.GetBaseException().Message}. Name another --listen.", cause: e);
        }
    }

    /// <summary>Tokens travel in every request, so only loopback may do without TLS.</summary>
    private static Uri Address(string text)
    {
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CliException($"'{text}' is not an address to listen at; one looks like 127.0.0.1:8780.", ExitCode.Usage);
        var loopback = address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
        if (address.Scheme == "https")
            throw new CliException("it does not speak TLS itself: listen on 127.0.0.1 behind a TLS proxy.", ExitCode.Usage);
        return loopback ? address : throw new CliException(
            $"{address.Authority} is not loopback and has no TLS: tokens would travel in clear. Listen on 127.0.0.1 behind a TLS proxy.", ExitCode.Usage);
    }
}
