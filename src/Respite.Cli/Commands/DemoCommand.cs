using System.CommandLine;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Hosting;
using Respite.Cli.Live;
using Respite.Cli.Output;
using Respite.Cli.Policies;
using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.Cli.Commands;

/// <summary>A drain and a return on a simulated cloud, with the same server, API and screen as on a real one. Leaves nothing behind.</summary>
public static class DemoCommand
{
    private static readonly OutputOptions Table = new("table", []);

    private static readonly Option<bool> ConsoleOption = new("--console")
    {
        Description = "Drain nothing: the cloud is there to play with in the browser, until Ctrl+C",
    };

    public static Command Build(CommandContext context)
    {
        var command = new Command("demo", "Drain a host of a simulated cloud before your eyes, and give it back") { ConsoleOption };
        command.SetAction(async (parsed, cancel) =>
        {
            var directory = Directory.CreateTempSubdirectory("respite-demo-").FullName;
            try
            {
                // Four times as fast as a real cloud: what takes a minute and a half there is over in under half a minute.
                await using var cloud = DemoCloud.Create(new SimulationOptions { Speed = 4, MaxConcurrentLiveMigrations = 2, TokenLifetime = TimeSpan.FromDays(7) });
                await cloud.StartAsync(0, cancel);
                var clouds = Path.Combine(directory, "clouds.yaml");
                cloud.WriteCloudsYaml(clouds);
                Environment.SetEnvironmentVariable("OS_CLIENT_CONFIG_FILE", clouds);
                await using var server = await context.StartServer(new LocalServerRequest(Path.Combine(directory, "state"), "simulated", Keystone: true), cancel);
                return await RunAsync(context.Terminal, cloud, server, parsed.GetValue(ConsoleOption), cancel);
            }
            finally
            {
                Directory.Delete(directory, true);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, SimulatedCloud cloud, LocalServer server, bool onlyConsole, CancellationToken cancel)
    {
        var address = server.Console is { } console ? Address(console, cloud) : null;
        if (address is null && onlyConsole)
            throw new CliException("the console is not built: ./respite builds it where Node 20.19 or newer is, with npm.");
        if (address is not null)
            terminal.Out.WriteLine($"# In the browser, signed in as the user operator (or sign in there as admin, password {cloud.Password}, domain Default, project admin):\n{address}");
        if (!onlyConsole)
        {
            using var client = new RespiteClient(server.Url, server.Token);
            var code = await ShowAsync(terminal, client, cancel);
            if (address is null || !terminal.OutIsTerminal) return code;
        }
        terminal.Out.WriteLine($"\n# The cloud stays up for you to play with, at the address above. Ctrl+C ends it.");
        terminal.Out.Flush();
        await Task.WhenAny(server.Stopped, Task.Delay(Timeout.Infinite, cancel));
        return ExitCode.Done;
    }

    /// <summary>Signed in: the page takes the token from behind the #, which no browser sends, and forgets it.</summary>
    private static string Address(Uri console, SimulatedCloud cloud) => $"{console}#token={cloud.IssueToken("operator", null, ["manager", "reader"])}";

    private static async Task<int> ShowAsync(Terminal terminal, RespiteClient client, CancellationToken cancel)
    {
        var policy = new JsonObject { ["instances"] = "all", ["verify_resize"] = "confirm", ["max_moves_per_source"] = 2 };

        Prompt(terminal, "A simulated cloud of a dozen hosts; compute-01 carries instances of every kind.", "hosts");
        Answer.List(terminal, Table, [.. (await client.HostsAsync(cancel)).EnumerateArray()], ["name", "zone", "status", "state", "disabled_reason"]);

        Prompt(terminal, "Where would each go? A plan changes nothing.", $"plan {DemoCloud.Host} --confirm-resizes");
        PlanCommand.Print(terminal, Table, await client.PlanAsync(new JsonObject { ["host"] = DemoCloud.Host, ["policy"] = policy.DeepClone() }, save: false, cancel));

        Prompt(terminal, "Now for real: no new instances land there, and those that are there move, one by one.", $"drain {DemoCloud.Host} --confirm-resizes");
        var body = new JsonObject { ["host"] = DemoCloud.Host, ["reason"] = "a demonstration", ["policy"] = policy, ["with"] = new JsonArray() };
        var id = (await client.PostAsync("v1/maintenances", body, cancel)).ToMaintenance().Id;
        var watch = new Watch(client, ProgressViews.For(terminal, toAnswer: true), terminal.Clock);
        var (code, maintenance) = await FollowAsync(terminal, watch, id, Goal.InMaintenance, cancel);
        if (code == ExitCode.NeedsPerson)
        {
            var names = (maintenance.NeedsPerson ?? []).Select(n => n.InstanceName ?? n.InstanceId!).ToList();
            Prompt(terminal, "Some are for a person to decide on. Here the person says: they may stay.", $"resume {DemoCloud.Host} --accept {string.Join(' ', names)}");
            await client.ActAsync(id, "resume", new JsonObject { ["accept"] = PolicyOptions.Names(names) }, cancel);
            (code, _) = await FollowAsync(terminal, watch, id, Goal.InMaintenance, cancel);
        }

        if (code != ExitCode.Done) return code;

        Prompt(terminal, "The disks are swapped, say. Back into service.", $"return {DemoCloud.Host}");
        await client.ActAsync(id, "return", [], cancel);
        return (await FollowAsync(terminal, watch, id, Goal.Completed, cancel)).ExitCode;
    }

    private static async Task<(int ExitCode, Maintenance Maintenance)> FollowAsync(
        Terminal terminal, Watch watch, string id, Goal goal, CancellationToken cancel)
    {
        var watched = (await watch.RunAsync([(id, goal)], cancel))[0];
        var maintenance = watched.Json.ToMaintenance();
        foreach (var sentence in Outcome.Sentences(maintenance)) terminal.Out.WriteLine(sentence);
        return (watched.ExitCode, maintenance);
    }

    private static void Prompt(Terminal terminal, string words, string command)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"# {words}");
        terminal.Out.WriteLine($"$ respite {command}");
        terminal.Out.Flush();
    }
}
