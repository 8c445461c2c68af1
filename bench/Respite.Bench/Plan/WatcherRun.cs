using System.Diagnostics;
using System.Globalization;

namespace Respite.Bench.Plan;

/// <summary>Debian's Watcher on a model of the same size, in a process of its own.</summary>
internal static class WatcherRun
{
    /// <summary>Seconds to copy the model and to execute the strategy; null where Watcher is not installed.</summary>
    public static double? Seconds(int hosts, int perHost, int onFirst)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", "bench/lib/watcher_model.py", .. new[] { hosts, perHost, onFirst }.Select(n => n.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? double.Parse(answer, CultureInfo.InvariantCulture) : null;
    }
}
