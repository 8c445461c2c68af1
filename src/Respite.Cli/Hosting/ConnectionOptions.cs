using System.CommandLine;

namespace Respite.Cli.Hosting;

/// <summary>Which server, and which cloud.</summary>
public sealed record ConnectionOptions(string? Server, bool Local, string? Cloud)
{
    private static readonly Option<string> ServerOption = new("--server")
    {
        Description = "The Respite server to speak to (RESPITE_SERVER); with the token in RESPITE_TOKEN, else as the user of clouds.yaml or OS_*",
        HelpName = "URL",
    };

    private static readonly Option<bool> LocalOption = new("--local")
    {
        Description = "No server: work in this process, with the state under the user's state directory",
    };

    public static readonly Option<string> CloudOption = new("--os-cloud")
    {
        Description = "The cloud's name in clouds.yaml (OS_CLOUD)",
        HelpName = "NAME",
    };

    public static void AddTo(Command command)
    {
        command.Options.Add(ServerOption);
        command.Options.Add(LocalOption);
        command.Options.Add(CloudOption);
    }

    public static ConnectionOptions Read(ParseResult parsed, Terminal terminal)
    {
        var local = parsed.GetValue(LocalOption);
        var server = parsed.GetValue(ServerOption);
        if (local && server is not null) throw new CliException("--local and --server exclude each other.", ExitCode.Usage);
        server ??= local ? null : NonEmpty(terminal.Environment("RESPITE_SERVER"));
        return new ConnectionOptions(server, local, ReadCloud(parsed, terminal));
    }

    public static string? ReadCloud(ParseResult parsed, Terminal terminal) =>
        NonEmpty(parsed.GetValue(CloudOption)) ?? NonEmpty(terminal.Environment("OS_CLOUD"));

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
