using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Commands;
using Respite.Cli.Hosting;

namespace Respite.Cli.Tests.Fakes;

/// <summary>One run of the command line in this process, and what it left behind.</summary>
public sealed record Run(int ExitCode, string Out, string Error)
{
    public static Task<Run> AgainstAsync(FakeServer server, params string[] arguments) => AgainstAsync(server, CancellationToken.None, arguments);

    public static Task<Run> AgainstAsync(FakeServer server, CancellationToken interrupted, params string[] arguments) =>
        WithAsync(new() { ["RESPITE_SERVER"] = server.Url.ToString(), ["RESPITE_TOKEN"] = FakeServer.Token }, NoServer, interrupted, arguments);

    public static Task<Run> WithAsync(
        Dictionary<string, string> environment, StartLocalServer start, CancellationToken interrupted, params string[] arguments) =>
        WithAsync(environment, start, NoCloud, interrupted, arguments);

    public static Task<Run> WithAsync(Dictionary<string, string> environment, StartLocalServer start, ReadHosts read, CancellationToken interrupted, params string[] arguments) =>
        InAsync(environment, terminal => new CommandContext(terminal, start, read, NoKeystone), arguments, interrupted);

    public static Task<Run> WithAsync(Dictionary<string, string> environment, SignIn signIn, params string[] arguments) =>
        InAsync(environment, terminal => new CommandContext(terminal, NoServer, NoCloud, signIn), arguments, CancellationToken.None);

    private static async Task<Run> InAsync(Dictionary<string, string> environment, Func<Terminal, CommandContext> context, string[] arguments, CancellationToken interrupted)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            Out = TextWriter.Synchronized(output), Error = TextWriter.Synchronized(error), Environment = environment.GetValueOrDefault,
        };
        var code = await CommandLine.RunAsync(arguments, context(terminal), interrupted);
        return new Run(code, output.ToString(), error.ToString());
    }

    public static Task<LocalServer> NoServer(LocalServerRequest request, CancellationToken cancel) =>
        throw new CliException("no server in this test");

    private static TokenSource NoKeystone(string? cloud) => throw new CliException("no cloud is named");

    public static Task<JsonElement> NoCloud(string stateDirectory, string? cloud, CancellationToken cancel) =>
        throw new CliException("no cloud in this test");
}
