using System.CommandLine;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Hosting;
using Respite.Cli.Live;
using Respite.Cli.Output;
using Respite.Cli.Policies;

namespace Respite.Cli.Commands;

public static class DrainCommand
{
    private static readonly Argument<string[]> Hosts = new("HOST") { Description = "The compute hosts to take out of service; left out with --plan", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, for everybody who looks at the host", HelpName = "TEXT" };
    private static readonly Option<string> Ticket = new("--ticket") { Description = "The change's ticket in your own system, kept with the maintenance", HelpName = "ID" };

    private static readonly Option<string> Plan = new("--plan") { Description = "Start exactly this stored plan (`respite plan --save`), if it still holds; it brings its own host and policy", HelpName = "ID" };

    private static readonly Option<string[]> Metadata = new("--metadata") { Description = "A key and value of your own, kept with the maintenance (repeatable)", HelpName = "KEY=VALUE" };

    private static readonly Option<string> NotBefore = new("--not-before")
    {
        Description = "Begin then, with a zone: 2026-03-01T22:00:00Z or 2026-03-01T23:00:00+01:00",
        HelpName = "TIME",
    };

    private static readonly Option<string> NotAfter = new("--not-after")
    {
        Description = "Do not begin after that, and start no more moves from then on",
        HelpName = "TIME",
    };

    static DrainCommand()
    {
        foreach (var time in new[] { NotBefore, NotAfter }) time.Validators.Add(ZonedTime.Check);
        Metadata.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--metadata takes KEY=VALUE, not '{token.Value}'.");
        });
    }

    public static Command Build(CommandContext context)
    {
        var command = new Command("drain", "Empty hosts of their instances and hold them in maintenance")
        {
            Hosts, Reason, Ticket, Metadata, Plan, NotBefore, NotAfter, CommonOptions.Wait, CommonOptions.Timeout,
        };
        PolicyOptions.AddTo(command);
        CommonOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Plan) is null == (result.GetValue(Hosts) is null or [])) result.AddError("drain takes either hosts or --plan ID.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var output = OutputOptions.Read(parsed, MaintenanceFields.All);
            var policy = PolicyOptions.Read(parsed);
            if (parsed.GetValue(Plan) is not null && !policy.IsEmpty)
                throw new CliException("a stored plan has its own policy: leave --policy and the flags that change it out, or plan again with them.", ExitCode.Usage);
            await using var connection = await context.ConnectAsync(parsed, cancel);
            string[] hosts = parsed.GetValue(Plan) is { } plan ? [await connection.Client.PlannedHostAsync(plan, cancel)] : [.. parsed.GetValue(Hosts)!.Distinct()];
            await CheckKnownAsync(connection.Client, hosts, cancel);

            var wait = connection.OwnsServer || parsed.GetValue(CommonOptions.Wait);
            var view = wait ? ProgressViews.For(context.Terminal, toAnswer: false) : new PlainLines(TextWriter.Null, context.Terminal.Error);
            var watching = new Watching(context, connection, view);
            var started = new List<Watching.Target>();
            var failures = new List<int>();
            foreach (var host in hosts)
            {
                try
                {
                    var (id, isNew) = await StartAsync(context.Terminal, connection, host, await BodyAsync(parsed, connection.Client, host, policy, hosts, cancel), cancel);
                    if (!isNew) await watching.SkipAsync(id, cancel);
                    started.Add(new Watching.Target(host, id, wait ? Goal.InMaintenance : Goal.Planned));
                }
                catch (Exception e) when (hosts.Length > 1 && e is CliException or ApiException)
                {
                    context.Terminal.Say($"respite: {e.Message}");
                    failures.Add((e as CliException)?.ExitCode ?? ExitCode.Error);
                }
            }

            if (started.Count == 0) return Outcome.Together(failures);
            var (maintenances, code) = await watching.UntilDoneAsync(started, "drain", parsed.GetValue(CommonOptions.Timeout), cancel);
            Watching.Conclude(context.Terminal, output, maintenances, answer: true);
            return failures.Count == 0 ? code : Outcome.Together([.. failures, code]);
        });
        return command;
    }

    /// <summary>Of several hosts, none is touched when one is unknown. A single one is checked by the request itself.</summary>
    private static async Task CheckKnownAsync(RespiteClient client, string[] hosts, CancellationToken cancel)
    {
        if (hosts.Length < 2) return;
        var known = (await client.HostsAsync(cancel)).EnumerateArray().Select(h => h.GetProperty("name").GetString()).ToHashSet();
        var unknown = hosts.Where(h => !known.Contains(h)).ToList();
        if (unknown.Count > 0)
            throw new CliException($"there is no host {string.Join(", ", unknown)}; nothing was touched. `respite hosts` lists the hosts.");
    }

    private static async Task<JsonObject> BodyAsync(ParseResult parsed, RespiteClient client, string host, PolicyWish policy, string[] all, CancellationToken cancel)
    {
        var body = new JsonObject { ["host"] = host, ["reason"] = parsed.GetValue(Reason), ["ticket"] = parsed.GetValue(Ticket) };
        if (parsed.GetValue(Metadata) is { Length: > 0 } metadata)
            body["metadata"] = new JsonObject(metadata.Select(m => m.Split('=', 2)).DistinctBy(m => m[0]).Select(m => KeyValuePair.Create(m[0], (JsonNode?)m[1])));
        if (parsed.GetValue(NotBefore) is { } from) body["not_before"] = from;
        if (parsed.GetValue(NotAfter) is { } until) body["not_after"] = until;
        if (parsed.GetValue(Plan) is { } plan)
        {
            body["plan"] = plan;
            return body;
        }

        await policy.AddToAsync(body, client, cancel);
        body["with"] = PolicyOptions.Names(all.Where(h => h != host));
        return body;
    }

    private static async Task<(string Id, bool IsNew)> StartAsync(Terminal terminal, Connection connection, string host, JsonObject body, CancellationToken cancel)
    {
        try
        {
            return ((await connection.Client.PostAsync("v1/maintenances", body, cancel)).ToMaintenance().Id, true);
        }
        catch (ApiException e) when (e is { Status: 409, Problem: { MaintenanceId: { } id, MaintenanceState: { } state } })
        {
            if (Closed(host, state) is { } refusal) throw refusal;
            terminal.Say($"respite: the drain of {host} is already under way ({state.Replace('_', ' ')}); it goes on where it stopped.");
            return (id, false);
        }
    }

    /// <summary>Why an open maintenance in this state cannot be gone on with by draining again; null when it can.</summary>
    private static CliException? Closed(string host, string state) => state switch
    {
        "in_maintenance" => new($"{host} is already in maintenance; `respite return {host}` gives it back."),
        "returning" => new($"{host} is on its way back into service; drain it again when it is there."),
        "cancelling" => new($"the maintenance of {host} is being cancelled; drain it again when that is done."),
        "paused" => new($"the drain of {host} is paused; `respite resume {host}` goes on with it.", ExitCode.NeedsPerson),
        "blocked" => new($"the drain of {host} needs a person; `respite watch {host}` says why, then `respite resume {host}` goes on.", ExitCode.NeedsPerson),
        _ => null,
    };
}
