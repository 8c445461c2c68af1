using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Output;
using Respite.Cli.Policies;

namespace Respite.Cli.Commands;

/// <summary>Policies kept on the server under a name, for <c>--policy NAME</c>.</summary>
public static class PolicyCommands
{
    private static readonly string[] Columns = ["name", "default", "description", "updated_at", "updated_by", "policy"];
    private static readonly string[] Listed = ["name", "default", "description", "updated_at", "updated_by"];
    private static readonly Argument<string> Name = new("NAME") { Description = "The policy's name" };
    private static readonly Argument<string> File = new("FILE") { Description = "The policy, YAML or JSON" };
    private static readonly Option<string> Description = new("--description") { Description = "What it is for, in a sentence", HelpName = "TEXT" };
    private static readonly Option<bool> Default = new("--default") { Description = "It holds wherever none is said" };

    public static Command Build(CommandContext context) => new("policy", "Keep policies on the server under names")
    {
        Act(context, "list", "List the policies", [], async (parsed, client, output, cancel) =>
            Answer.List(context.Terminal, output, [.. (await client.GetAsync("v1/policies", cancel)).GetProperty("policies").EnumerateArray()], Listed)),
        Act(context, "show", "Show a policy, with the defaults of what it leaves out", [Name], async (parsed, client, output, cancel) =>
            Print(context.Terminal, output, await client.GetAsync(Path(parsed), cancel))),
        Act(context, "set", "Store a policy from a file under a name, new or changed", [Name, File, Description, Default], async (parsed, client, output, cancel) =>
            Print(context.Terminal, output, await client.PutAsync(Path(parsed), new JsonObject
            {
                ["policy"] = PolicyFile.Read(parsed.GetValue(File)!), ["description"] = parsed.GetValue(Description), ["default"] = parsed.GetValue(Default),
            }, cancel))),
        Act(context, "delete", "Delete a policy; maintenances keep their copies", [Name], async (parsed, client, output, cancel) =>
        {
            await client.DeleteAsync(Path(parsed), cancel);
            context.Terminal.Say($"respite: policy {parsed.GetValue(Name)} is deleted.");
        }),
    };

    /// <summary>In a table, the policy's keys are rows of their own.</summary>
    private static void Print(Terminal terminal, OutputOptions output, JsonElement policy)
    {
        if (!output.Plain)
        {
            Answer.Object(terminal, output, policy, Columns);
            return;
        }

        (string, string)[] fields = [.. Listed.Select(c => (c, Cell.Of(policy, c))), .. policy.GetProperty("policy").EnumerateObject().Select(p => (p.Name, Cell.Of(p.Value)))];
        Answer.Object(terminal, output, Json.Object(fields), [.. fields.Select(f => f.Item1)]);
    }

    private static string Path(ParseResult parsed) => $"v1/policies/{Uri.EscapeDataString(parsed.GetValue(Name)!)}";

    private static Command Act(
        CommandContext context, string verb, string description, Symbol[] symbols, Func<ParseResult, RespiteClient, OutputOptions, CancellationToken, Task> act)
    {
        var command = new Command(verb, description);
        foreach (var argument in symbols.OfType<Argument>()) command.Arguments.Add(argument);
        foreach (var option in symbols.OfType<Option>()) command.Options.Add(option);
        CommonOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, Columns);
            await using var connection = await context.ConnectAsync(parsed, cancel, work: false);
            await act(parsed, connection.Client, output, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
