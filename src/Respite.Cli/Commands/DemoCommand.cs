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

    public static Command Build(CommandContext context)
    {
        var command = new Command("demo", "Drain a host of a simulated cloud before your eyes, and give it back");
        command.SetAction(async (_, cancel) =>
        {
            var directory = Directory.CreateTempSubdirectory("respite-demo-").FullName;
            try
            {
                // Four times as fast as a real cloud: what takes a minute and a half there is over in under half a minute.
                await using var cloud = DemoCloud.Create(new SimulationOptions { Speed = 4, MaxConcurrentLiveMigrations = 2 });
                await cloud.StartAsync(0, cancel);
                var clouds = Path.Combine(directory, "clouds.yaml");
                cloud.WriteCloudsYaml(clouds);
                Environment.SetEnvironmentVariable("OS_CLIENT_CONFIG_FILE", clouds);
                var options = new ConnectionOptions(null, true, "simulated");
                var elsewhere = context.Terminal with { Environment = name => name == "XDG_STATE_HOME" ? directory : context.Terminal.Environment(name) };
                await using var connection = await Connection.OpenAsync(options, context with { Terminal = elsewhere }, cancel);
                return await ShowAsync(context, connection, cancel);
            }
            finally
            {
                Directory.Delete(directory, true);
            }
        });
        return command;
    }

    private static async Task<int> ShowAsync(CommandContext context, Connection connection, CancellationToken cancel)
    {
        var terminal = context.Terminal;
        var policy = new JsonObject { ["instances"] = "all", ["verify_resize"] = "confirm", ["max_moves_per_source"] = 2 };

        Prompt(terminal, "A simulated cloud of a dozen hosts; compute-01 carries instances of every kind.", "hosts");
        Answer.List(terminal, Table, [.. (await connection.Client.HostsAsync(cancel)).EnumerateArray()], ["name", "zone", "status", "state", "disabled_reason"]);

        Prompt(terminal, "Where would each go? A plan changes nothing.", $"plan {DemoCloud.Host} --confirm-resizes");
        PlanCommand.Print(terminal, Table, await connection.Client.PlanAsync(new JsonObject { ["host"] = DemoCloud.Host, ["policy"] = policy.DeepClone() }, save: false, cancel));

        Prompt(terminal, "Now for real: no new instances land there, and those that are there move, one by one.", $"drain {DemoCloud.Host} --confirm-resizes");
        var body = new JsonObject { ["host"] = DemoCloud.Host, ["reason"] = "a demonstration", ["policy"] = policy, ["with"] = new JsonArray() };
        var id = (await connection.Client.PostAsync("v1/maintenances", body, cancel)).ToMaintenance().Id;
        var watch = new Watch(connection.Client, ProgressViews.For(terminal, toAnswer: true), terminal.Clock);
        var (code, maintenance) = await FollowAsync(terminal, watch, id, Goal.InMaintenance, cancel);
        if (code == ExitCode.NeedsPerson)
        {
            var names = (maintenance.NeedsPerson ?? []).Select(n => n.InstanceName ?? n.InstanceId!).ToList();
            Prompt(terminal, "Some are for a person to decide on. Here the person says: they may stay.", $"resume {DemoCloud.Host} --accept {string.Join(' ', names)}");
            await connection.Client.ActAsync(id, "resume", new JsonObject { ["accept"] = PolicyOptions.Names(names) }, cancel);
            (code, _) = await FollowAsync(terminal, watch, id, Goal.InMaintenance, cancel);
        }

        if (code != ExitCode.Done) return code;

        Prompt(terminal, "The disks are swapped, say. Back into service.", $"return {DemoCloud.Host}");
        await connection.Client.ActAsync(id, "return", [], cancel);
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
