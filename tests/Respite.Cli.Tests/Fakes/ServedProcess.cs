using System.Diagnostics;
using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.Cli.Tests.Fakes;

/// <summary>A simulated cloud, a server of it as a process, and commands that speak to that, each a process of its own.</summary>
public sealed class ServedProcess : IAsyncDisposable
{
    private readonly string url;
    private readonly Process server;

    private ServedProcess(SimulatedCloud cloud, string folder, Process server, string url) => (Cloud, Folder, this.server, this.url) = (cloud, folder, server, url);

    public SimulatedCloud Cloud { get; }

    /// <summary>Everything that any of the processes may write to, and the clouds.yaml.</summary>
    public string Folder { get; }

    public static async Task<ServedProcess> StartAsync(Action<CloudBuilder> build)
    {
        var folder = Directory.CreateTempSubdirectory("respite-served-").FullName;
        var cloud = SimulatedCloud.Create(new SimulationOptions { Speed = 20 });
        build(cloud.Build);
        await cloud.StartAsync();
        cloud.WriteCloudsYaml(Path.Combine(folder, "clouds.yaml"));
        var server = ProcessRun.Start(Variables(folder, "simulated"), "serve", "--listen", "127.0.0.1:0", "--state-dir", Path.Combine(folder, "served"));
        return new ServedProcess(cloud, folder, server, (await server.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);
    }

    /// <summary>Nothing but where clouds.yaml is, and the cloud's name in it.</summary>
    public Dictionary<string, string> Variables(string? cloud) => Variables(Folder, cloud);

    public async Task<Run> RunAsync(Dictionary<string, string> variables, params string[] arguments)
    {
        using var process = ProcessRun.Start(new Dictionary<string, string>(variables) { ["RESPITE_SERVER"] = url }, arguments);
        return await process.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.InterruptAsync();
        await server.WaitForExitAsync();
        server.Dispose();
        await Cloud.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string> Variables(string folder, string? cloud)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = folder, ["XDG_STATE_HOME"] = folder, ["XDG_CONFIG_HOME"] = folder, ["OS_CLIENT_CONFIG_FILE"] = Path.Combine(folder, "clouds.yaml") };
        if (cloud is not null) variables["OS_CLOUD"] = cloud;
        return variables;
    }
}
