using System.CommandLine;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

public static class StoredPlansCommand
{
    private static readonly string[] Columns = ["id", "host", "created_at", "created_by", "fingerprint", "feasible", "method", "moves", "seconds"];
    private static readonly string[] Shown = ["id", "host", "created_at", "created_by", "feasible", "moves", "seconds"];
    private static readonly Argument<string?> Host = new("HOST") { Description = "Of this host only", Arity = ArgumentArity.ZeroOrOne };

    public static Command Build(CommandContext context)
    {
        var command = new Command("plans", "List the plans that were kept with `respite plan --save`, the newest first") { Host };
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, Columns);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var filter = parsed.GetValue(Host) is { } host ? $"?host={Uri.EscapeDataString(host)}" : "";
            var plans = await connection.Client.GetAsync($"v1/plans{filter}", cancel);
            Answer.List(context.Terminal, output, [.. plans.GetProperty("plans").EnumerateArray()], Shown);
            return ExitCode.Done;
        });
        return command;
    }
}
