using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>webhook add, list, remove, dead-letters, replay: who is told of what happens.</summary>
public static class WebhookCommands
{
    private static readonly string[] Fields =
        ["id", "url", "types", "created_at", "created_by", "position", "waiting", "dead_letters", "failures", "error", "secret"];

    private static readonly string[] Listed = ["id", "url", "types", "waiting", "dead_letters", "error"];
    private static readonly string[] Letter = ["seq", "at", "type", "maintenance_id", "attempts", "dead_at", "error"];

    private static readonly Argument<string> Url = new("URL") { Description = "Where the events go: https, or http on this machine" };
    private static readonly Argument<string> Id = new("ID") { Description = "A webhook's id, as `webhook list` shows it" };

    private static readonly Option<string[]> Types = new("--type")
    {
        Description = "Events of this type only, such as move.done or maintenance.* (repeatable)",
        HelpName = "TYPE",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<long?> Seq = new("--seq") { Description = "This event only, by its number", HelpName = "SEQ" };

    public static Command Build(CommandContext context) => new("webhook", "Tell other systems what happens (docs/webhooks.md)")
    {
        Add(context), List(context), Remove(context), DeadLetters(context), Replay(context),
    };

    private static Command Add(CommandContext context) =>
        Make(context, new Command("add", "Have events sent to a URL; the answer shows its secret, once") { Url, Types }, Fields, async (parsed, output, client, cancel) =>
        {
            var added = await client.PostAsync("v1/webhooks", new JsonObject { ["url"] = parsed.GetValue(Url), ["types"] = new JsonArray([.. Wanted(parsed)]) }, cancel);
            Answer.Object(context.Terminal, output, added, ["id", "url", "types", "secret"]);
            context.Terminal.Say("respite: keep the secret now: the receiver checks signatures with it, and it is not shown again.");
        });

    private static Command List(CommandContext context) =>
        Make(context, new Command("list", "List webhooks, and what waits for each"), Fields, async (_, output, client, cancel) =>
            Answer.List(context.Terminal, output, [.. (await client.GetAsync("v1/webhooks", cancel)).GetProperty("webhooks").EnumerateArray()], Listed));

    private static Command Remove(CommandContext context) =>
        Make(context, new Command("remove", "Send no more events there; what waits is dropped") { Id }, [], async (parsed, _, client, cancel) =>
        {
            await client.DeleteAsync(Path(parsed), cancel);
            context.Terminal.Say($"respite: webhook {parsed.GetValue(Id)} is removed.");
        });

    private static Command DeadLetters(CommandContext context) =>
        Make(context, new Command("dead-letters", "List the events that the receiver never took") { Id }, Letter, async (parsed, output, client, cancel) =>
            Answer.List(context.Terminal, output, [.. await LettersAsync(client, Path(parsed), cancel)], Letter));

    private static Command Replay(CommandContext context) =>
        Make(context, new Command("replay", "Send the dead letters again, and at once whatever waits") { Id, Seq }, ["replayed"], async (parsed, output, client, cancel) =>
        {
            var body = parsed.GetValue(Seq) is { } seq ? new JsonObject { ["seq"] = seq } : [];
            Answer.Object(context.Terminal, output, await client.PostAsync($"{Path(parsed)}/replay", body, cancel), ["replayed"]);
        });

    private static async Task<List<JsonElement>> LettersAsync(Api.RespiteClient client, string path, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var after = all is [.., var last] ? last.GetProperty("seq").GetInt64() : 0;
            var page = (await client.GetAsync($"{path}/dead-letters?marker={after}", cancel)).GetProperty("dead_letters").EnumerateArray().ToList();
            if (page.Count == 0) return all;
            all.AddRange(page);
        }
    }

    private static IEnumerable<JsonNode> Wanted(ParseResult parsed) => (parsed.GetValue(Types) ?? []).Select(type => (JsonNode)JsonValue.Create(type));

    private static string Path(ParseResult parsed) => $"v1/webhooks/{Uri.EscapeDataString(parsed.GetValue(Id)!)}";

    private static Command Make(
        CommandContext context, Command command, IReadOnlyList<string> fields, Func<ParseResult, OutputOptions, Api.RespiteClient, CancellationToken, Task> act)
    {
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, fields);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            await act(parsed, output, connection.Client, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
