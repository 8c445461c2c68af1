using System.Diagnostics;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Http;

namespace Respite.Bench;

/// <summary>What a plan for one host asks of the cloud, whatever the cloud's size: the whole command, its sign-in included.</summary>
internal static class RequestsBench
{
    private const int Most = 15;
    private const int InstancesPerHost = 20;

    public static async Task<int> RunAsync()
    {
        var counts = new List<int>();
        foreach (var hosts in (int[])[10, 100, 1000])
        {
            var requests = await PlanAsync(hosts);
            counts.Add(requests.Count);
            foreach (var group in requests.GroupBy(r => $"{r.Service} {r.Method} {r.Path.Split('?')[0]}"))
                await Console.Error.WriteLineAsync($"{hosts} hosts: {group.Count()} x {group.Key}");
            Rows.Write($"requests of `plan` with {hosts} hosts, {hosts * InstancesPerHost} instances", $"{requests.Count}", "-", $"at most {Most}", requests.Count <= Most);
        }

        Rows.Write("the same number at every size", string.Join(", ", counts), "-", "equal", counts.Distinct().Count() == 1);
        return 0;
    }

    /// <summary>Runs <c>./respite plan</c> as a process of its own and returns what the cloud was asked meanwhile.</summary>
    private static async Task<IReadOnlyList<HistoryEntry>> PlanAsync(int hosts)
    {
        var folder = Directory.CreateTempSubdirectory("respite-bench-").FullName;
        try
        {
            await using var cloud = LargeCloud.Create(hosts, hosts * InstancesPerHost);
            await cloud.StartAsync();
            cloud.WriteCloudsYaml(Path.Combine(folder, "clouds.yaml"));
            var start = new ProcessStartInfo("./respite", ["plan", "compute-0001", "--local", "--os-cloud", "simulated", "-f", "json"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["OS_CLIENT_CONFIG_FILE"] = Path.Combine(folder, "clouds.yaml");
            start.Environment["XDG_STATE_HOME"] = folder;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? cloud.History
                : throw new InvalidOperationException($"respite plan ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
