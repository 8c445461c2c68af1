using System.CommandLine;
using Respite.Cli.Hosting;

namespace Respite.Cli.Commands;

/// <summary>What is done for a server before it runs: <c>config validate</c> and <c>db sync</c>.</summary>
public static class ServerSetupCommands
{
    public static IEnumerable<Command> Build(CommandContext context)
    {
        var validate = new Command("validate", "Check a server's configuration, and say all that is wrong at once") { ServeOptions.Config, ConnectionOptions.CloudOption };
        validate.SetAction(async (parsed, _) =>
        {
            await InProcessServer.CheckConfigAsync(ServeOptions.Read(parsed, context.Terminal), context.Terminal);
            context.Terminal.Say("respite: the configuration is valid.");
            return ExitCode.Done;
        });
        yield return new Command("config", "A server's configuration") { validate };

        var sync = new Command("sync", "Bring the schema of the shared database to this version; safe to run again") { ServeOptions.Config, ConnectionOptions.CloudOption };
        sync.SetAction(async (parsed, cancel) =>
        {
            var applied = await InProcessServer.SyncDatabaseAsync(ServeOptions.Read(parsed, context.Terminal), context.Terminal, cancel);
            context.Terminal.Say(applied.Count == 0 ? "respite: the schema is up to date." : $"respite: the schema is up to date; applied {string.Join(", ", applied)}.");
            return ExitCode.Done;
        });
        yield return new Command("db", "A server's database") { sync };
    }
}
