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

    private static readonly Option<string[]> State = new("--state") { Description = "In this state (repeatable)", HelpName = "STATE" };
    private static readonly Option<string> Ticket = new("--ticket") { Description = "Of this ticket", HelpName = "ID" };
    private static readonly Option<string[]> Metadata = new("--metadata") { Description = "With this key and value (repeatable)", HelpName = "KEY=VALUE" };
    private static readonly Option<string> Since = new("--since") { Description = "Asked for then or later, such as 2026-03-01T22:00:00Z", HelpName = "TIME" };

    static HistoryCommand()
    {
        Since.Validators.Add(ZonedTime.Check);
        Limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--limit must be 1 or more.");
        });
    }

    public static Command Build(CommandContext context)
    {
        var command = new Command("history", "List maintenances, open and ended") { Host, State, Ticket, Metadata, Since, Limit };
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, MaintenanceFields.All);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            var all = await ReadAsync(connection.Client, Filter(parsed), parsed.GetValue(Limit), cancel);
            MaintenanceFields.PrintList(context.Terminal, output, all);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Filter(ParseResult parsed)
    {
        (string Key, string? Value)[] filters =
        [
            ("host", parsed.GetValue(Host)), ("state", Joined(parsed.GetValue(State))), ("ticket", parsed.GetValue(Ticket)),
            .. (parsed.GetValue(Metadata) ?? []).Select(pair => ("metadata", (string?)pair)), ("since", parsed.GetValue(Since)),
        ];
        return string.Concat(filters.Where(f => f.Value is not null).Select(f => $"&{f.Key}={Uri.EscapeDataString(f.Value!)}"));
    }

    private static string? Joined(string[]? words) => words is { Length: > 0 } ? string.Join(',', words) : null;

    private static async Task<List<JsonElement>> ReadAsync(RespiteClient client, string filter, int limit, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
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
