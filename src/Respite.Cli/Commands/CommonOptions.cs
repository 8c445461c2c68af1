using System.CommandLine;
using Respite.Cli.Hosting;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

public static class CommonOptions
{
    public static readonly Option<double?> Timeout = new("--timeout")
    {
        Description = "Give up watching after so many seconds (exit code 5)",
        HelpName = "SECONDS",
    };

    public static readonly Option<bool> Wait = new("--wait")
    {
        Description = "Watch until it is done (always, where this process does the work)",
    };

    static CommonOptions() => Timeout.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double?>() is <= 0 or > 31_536_000) result.AddError("--timeout must be more than 0 and at most a year.");
    });

    /// <summary>Which server, which cloud, and how to print.</summary>
    public static void AddTo(Command command)
    {
        ConnectionOptions.AddTo(command);
        OutputOptions.AddTo(command);
    }
}
