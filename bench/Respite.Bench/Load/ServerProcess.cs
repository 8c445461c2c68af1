using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Respite.Simulator;

namespace Respite.Bench.Load;

/// <summary>One replica as a process of its own, on a simulated cloud, and what it uses.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The kernel's clock ticks a second, in which /proc counts processor time.</summary>
    private const double Ticks = 100;

    private readonly Process process;
    private readonly string folder;

    private ServerProcess(Process process, string folder, HttpClient api) => (this.process, this.folder, Api) = (process, folder, api);

    public HttpClient Api { get; }

    public static async Task<ServerProcess> StartAsync(SimulatedCloud cloud)
    {
        var folder = Directory.CreateTempSubdirectory("respite-bench-").FullName;
        cloud.WriteCloudsYaml(Path.Combine(folder, "clouds.yaml"));
        var start = new ProcessStartInfo("./respite", ["serve", "--listen", "127.0.0.1:0", "--os-cloud", "simulated", "--state-dir", folder]) { RedirectStandardOutput = true };
        start.Environment["OS_CLIENT_CONFIG_FILE"] = Path.Combine(folder, "clouds.yaml");
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("listens at", StringComparison.Ordinal))
            await Console.Error.WriteLineAsync(line);
        _ = process.StandardOutput.ReadToEndAsync();
        using var endpoint = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "endpoint.json")));
        var api = new HttpClient { BaseAddress = new Uri(endpoint.RootElement.GetProperty("url").GetString()!) };
        api.DefaultRequestHeaders.Add("X-Auth-Token", endpoint.RootElement.GetProperty("token").GetString());
        api.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return new ServerProcess(process, folder, api);
    }

    /// <summary>Processor time so far, in seconds (proc(5): utime and stime).</summary>
    public double ProcessorSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / Ticks;
        }
    }

    /// <summary>The most memory that it has held at once, in MiB.</summary>
    public double PeakMemory => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Api.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
