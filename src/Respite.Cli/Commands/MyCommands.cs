using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Hosting;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>For owners: what is planned for, and has happened to, the instances of the project that one signs in to.</summary>
public static class MyCommands
{
    private const int Page = 1000;

    private static readonly string[] Columns =
    [
        "instance_id", "instance_name", "action", "state", "begins_at", "ends_by", "began_at", "finished_at", "expected_seconds", "retry_after_seconds", "message",
    ];

    private static readonly string[] Shown = ["instance_name", "state", "begins_at", "expected_seconds", "message"];
    private static readonly string[] EventColumns = ["seq", "at", "instance_id", "instance_name", "type", "message"];
    private static readonly string[] EventsShown = ["at", "instance_name", "type", "message"];

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = $"At most so many, the newest (1 to {Page})",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    static MyCommands() => Limit.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 1 or > Page) result.AddError($"--limit must be 1 to {Page}.");
    });

    public static Command Build(CommandContext context) => new("my", "For owners of instances: what is planned for those of one's own project")
    {
        List(context, "instances", "List what is planned for them, when and how", [], Columns, Shown, (client, _, cancel) => InstancesAsync(client, cancel)),
        List(context, "events", "List what has happened to them, the newest last", [Limit], EventColumns, EventsShown, (client, parsed, cancel) => EventsAsync(client, parsed.GetValue(Limit), cancel)),
    };

    private static Command List(
        CommandContext context, string name, string words, IEnumerable<Option> options, string[] columns, string[] shown, Func<RespiteClient, ParseResult, CancellationToken, Task<List<JsonElement>>> read)
    {
        var command = new Command(name, words);
        foreach (var option in options) command.Options.Add(option);
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, columns);
            var connection = ConnectionOptions.Read(parsed, context.Terminal);
            if (connection.Server is null)
                throw new CliException("no server is named: give --server URL, or set RESPITE_SERVER, to the Respite of your cloud's operators.", ExitCode.Usage);
            await using var server = (await Connection.FindAsync(connection, context, cancel))!;
            Answer.List(context.Terminal, output, await read(server.Client, parsed, cancel), shown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<JsonElement>> InstancesAsync(RespiteClient client, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var marker = all is [.., var last] ? $"&marker={Uri.EscapeDataString(last.GetProperty("instance_id").GetString()!)}" : "";
            var page = await client.GetAsync($"v1/my/instances?limit={Page}{marker}", cancel);
            all.AddRange(page.GetProperty("instances").EnumerateArray());
            if (!page.TryGetProperty("instances_links", out _)) return all;
        }
    }

    private static async Task<List<JsonElement>> EventsAsync(RespiteClient client, int limit, CancellationToken cancel)
    {
        var page = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"v1/my/events?sort=seq:desc&limit={limit}"), cancel);
        return [.. page.GetProperty("events").EnumerateArray().Reverse()];
    }
}
