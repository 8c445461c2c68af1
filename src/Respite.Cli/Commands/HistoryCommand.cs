using System.CommandLine;
using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

public static class HistoryCommand
{
    private const int Page = 100;
    private static readonly Argument<string?> Host = new("HOST") { Description = "Of this host only", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most so many, the newest first",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    static HistoryCommand() => Limit.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1) result.AddError("--limit must be 1 or more.");
    });

    public static Command Build(CommandContext context)
    {
        var command = new Command("history", "List maintenances, open and ended") { Host, Limit };
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, MaintenanceFields.All);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var all = await ReadAsync(connection.Client, parsed.GetValue(Host), parsed.GetValue(Limit), cancel);
            MaintenanceFields.PrintList(context.Terminal, output, all);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<JsonElement>> ReadAsync(RespiteClient client, string? host, int limit, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
        var filter = host is null ? "" : $"&host={Uri.EscapeDataString(host)}";
        while (all.Count < limit)
        {
            var asked = Math.Min(Page, limit - all.Count);
            var marker = all is [.., var last] ? $"&marker={Uri.EscapeDataString(last.GetProperty("id").GetString()!)}" : "";
            var page = await client.GetAsync($"v1/maintenances?limit={asked}{filter}{marker}", cancel);
            var before = all.Count;
            all.AddRange(page.GetProperty("maintenances").EnumerateArray());
            if (all.Count - before < asked) break;
        }

        return all;
    }
}
