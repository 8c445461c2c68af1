using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.EndToEnd.Tests;

/// <summary>A simulated cloud on a loopback port, in fast motion, with a clouds.yaml and a state directory of its own.</summary>
internal sealed class CloudFolder : IAsyncDisposable
{
    private CloudFolder(SimulatedCloud cloud, string path) => (Cloud, Path) = (cloud, path);

    public SimulatedCloud Cloud { get; }

    public string Path { get; }

    /// <param name="instances">How many instances each of the hosts to drain has, two of three of them ACTIVE.</param>
    /// <param name="drained">How many hosts there are to drain, the first ones; others have room.</param>
    public static async Task<CloudFolder> CreateAsync(int instances = 6, double speed = 4, string computeMaximum = "2.93", int drained = 1, int others = 4)
    {
        var cloud = SimulatedCloud.Create(new SimulationOptions { Speed = speed, MaxConcurrentLiveMigrations = 2, ComputeMaximum = computeMaximum });
        for (var host = 1; host <= drained + others; host++)
            cloud.Build.AddHost(new HostSpec($"compute-{host:00}"));
        for (var host = 1; host <= drained; host++)
            for (var i = 1; i <= instances; i++)
                cloud.Build.AddInstance(new InstanceSpec($"vm-{host:00}-{i:00}") { Host = $"compute-{host:00}", Status = i % 3 == 0 ? "SHUTOFF" : "ACTIVE" });
        await cloud.StartAsync();
        var path = Directory.CreateTempSubdirectory("respite-e2e-").FullName;
        cloud.WriteCloudsYaml(System.IO.Path.Combine(path, "clouds.yaml"));
        return new CloudFolder(cloud, path);
    }

    public string StateDirectory => System.IO.Path.Combine(Path, "state", "respite", "simulated");

    public Task<Outcome> RunAsync(params string[] arguments) => RespiteProcess.RunAsync(Path, [.. arguments, "--local", "--os-cloud", "simulated"]);

    public RespiteProcess Start(params string[] arguments) => RespiteProcess.Start(Path, [.. arguments, "--local", "--os-cloud", "simulated"]);

    public RespiteProcess Serve() => RespiteProcess.Start(Path, "serve", "--listen", "127.0.0.1:0", "--os-cloud", "simulated");

    /// <summary>What was asked of the cloud that changes anything, sign-ins apart.</summary>
    public IEnumerable<string> Changes => Cloud.History.Where(h => h.Method != "GET" && !h.Path.Contains("/auth/tokens", StringComparison.Ordinal)).Select(h => $"{h.Method} {h.Path}");

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }
}
