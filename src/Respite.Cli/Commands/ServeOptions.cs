using System.CommandLine;
using Respite.Cli.Hosting;

namespace Respite.Cli.Commands;

/// <summary>What names and overrides the server's configuration.</summary>
public static class ServeOptions
{
    public static readonly Option<string> Config = new("--config")
    {
        Description = "The configuration file (/etc/respite/respite.yaml, if it is there)",
        HelpName = "FILE",
    };

    public static readonly Option<string> Listen = new("--listen")
    {
        Description = "Where to listen: ADDRESS:PORT or a URL (127.0.0.1:8780); port 0 takes a free one",
        HelpName = "ADDRESS",
    };

    public static readonly Option<string> StateDir = new("--state-dir")
    {
        Description = "Where the state is kept; by default where local commands for the same cloud look for it",
        HelpName = "DIR",
    };

    public static readonly Option<string> Role = new("--role")
    {
        Description = "What this replica does: all, api or worker. Replicas share a PostgreSQL database",
        HelpName = "ROLE",
    };

    public static ServeRequest Read(ParseResult parsed, Terminal terminal)
    {
        var flags = new Dictionary<string, string>();
        Add("listen", parsed.GetValue(Listen));
        Add("state_directory", parsed.GetValue(StateDir) is { Length: > 0 } directory ? Path.GetFullPath(directory) : null);
        Add("role", parsed.GetValue(Role));
        return new ServeRequest(parsed.GetValue(Config), flags, ConnectionOptions.ReadCloud(parsed, terminal));

        void Add(string key, string? value)
        {
            if (value is { Length: > 0 }) flags[key] = value;
        }
    }
}
