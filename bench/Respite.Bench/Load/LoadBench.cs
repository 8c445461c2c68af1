using System.Text;
using System.Text.Json;
using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.Bench.Load;

/// <summary>
/// Hundreds of hosts drained at once by one replica: what it uses, what it asks of Nova, and how its API answers meanwhile. The simulated
/// cloud runs on the same machine; only the replica's own processor time is counted.
/// </summary>
internal static class LoadBench
{
    private const int InstancesPerHost = 20;
    private const double MostRequests = 4;

    public static async Task<int> RunAsync()
    {
        var small = await DrainAsync(50);
        var large = await DrainAsync(500);
        foreach (var run in new[] { small, large })
        {
            Rows.Write($"{run.Hosts} hosts, {run.Moves} instances moved in", $"{run.Seconds:0} s", $"{run.Moves / run.Seconds:0.0} moves a second");
            Rows.Write($"{run.Hosts} hosts: share of one core", $"{run.Processor / run.Seconds:0.00}", $"{1000 * run.Processor / run.Moves:0} ms of processor time an instance");
            Rows.Write($"{run.Hosts} hosts: most memory", $"{run.Memory:0} MiB");
            var requests = run.Requests / (double)run.Moves;
            if (run == large)
                Rows.Write($"{run.Hosts} hosts: requests to the cloud for each moved instance", $"{requests:0.00}", $"{run.Requests} in all", $"at most {MostRequests:0}", requests <= MostRequests);
            else
                Rows.Write($"{run.Hosts} hosts: requests to the cloud for each moved instance", $"{requests:0.00}", $"{run.Requests} in all");
            Rows.Write($"{run.Hosts} hosts: API reads, p99 under load", $"{run.ReadsUnderLoad:0} ms", $"idle: {run.ReadsIdle:0} ms ({run.ReadsUnderLoad / run.ReadsIdle:0.0} times)");
        }
        var growth = large.Processor / large.Moves / (small.Processor / small.Moves);
        Rows.Write("processor time an instance, 10 times the hosts", $"{growth:0.00} times");
        return 0;
    }

    private sealed record Run(int Hosts, int Moves, double Seconds, double Processor, double Memory, int Requests, double ReadsIdle, double ReadsUnderLoad);

    private static async Task<Run> DrainAsync(int hosts)
    {
        await using var cloud = Cloud(hosts);
        await cloud.StartAsync();
        using var server = await ServerProcess.StartAsync(cloud);
        var idle = await Reads.TimeAsync(server.Api, CancellationToken.None, 300);
        var (processor, requests, began) = (server.ProcessorSeconds, cloud.History.Count, DateTime.UtcNow);
        using var over = new CancellationTokenSource();
        var reading = Reads.TimeAsync(server.Api, over.Token);
        var drained = Enumerable.Range(0, hosts).Select(LargeCloud.HostName).ToHashSet(StringComparer.Ordinal);
        foreach (var host in drained)
            await CreateAsync(server.Api, host, drained);
        for (var left = int.MaxValue; left > 0;)
        {
            await Task.Delay(1000, CancellationToken.None);
            left = cloud.Instances.Count(i => drained.Contains(i.Host ?? ""));
            await Console.Error.WriteAsync($"\r{hosts} hosts: {left} instances left  ");
            await StuckAsync(server.Api);
        }
        await Console.Error.WriteLineAsync();
        await over.CancelAsync();
        var asked = cloud.History.Skip(requests).ToList();
        var busiest = asked.GroupBy(h => $"{h.Method} {Shape(h.Path)}").OrderByDescending(g => g.Count()).Take(20).Select(g => $"{g.Key} {g.Count()}");
        await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, busiest));
        return new Run(
            hosts, hosts * InstancesPerHost, (DateTime.UtcNow - began).TotalSeconds, server.ProcessorSeconds - processor, server.PeakMemory, asked.Count,
            Reads.Percentile99(idle), Reads.Percentile99(await reading));
    }

    /// <summary>Some more hosts than are drained are left, each with room for as many instances as it holds; zones are of unequal size.</summary>
    private static SimulatedCloud Cloud(int hosts) =>
        LargeCloud.Create(hosts * 11 / 5, hosts * 11 / 5 * InstancesPerHost, new SimulationOptions { MaxConcurrentLiveMigrations = 2 });

    private static async Task CreateAsync(HttpClient api, string host, IReadOnlyCollection<string> drained)
    {
        var body = $$"""{"host": "{{host}}", "reason": "load", "with": ["{{string.Join("\", \"", drained)}}"], "policy": {"max_moves_per_cloud": {{drained.Count}}, "max_moves_per_source": 2} }""";
        while (true)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await api.PostAsync(new Uri("/v1/maintenances", UriKind.Relative), content);
            if (answer.IsSuccessStatusCode)
                return;
            if ((int)answer.StatusCode != 429)
                throw new InvalidOperationException($"{host}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    private static async Task StuckAsync(HttpClient api)
    {
        foreach (var state in (string[])["blocked", "failed"])
        {
            using var answer = JsonDocument.Parse(await api.GetByteArrayAsync(new Uri($"/v1/maintenances?state={state}", UriKind.Relative)));
            foreach (var stuck in answer.RootElement.GetProperty("maintenances").EnumerateArray())
                throw new InvalidOperationException($"{stuck.GetProperty("host")}: {state}: {stuck.GetProperty("state_reason")}");
        }
    }

    private static string Shape(string path) => string.Join('/', path.Split('?')[0].Split('/').Select(part => part.Length >= 32 || part.All(char.IsAsciiDigit) ? "*" : part))
        + (path.Contains("host=", StringComparison.Ordinal) ? "?host=" : path.Contains("changes-since", StringComparison.Ordinal) ? "?changes-since=" : "");
}
