using System.Diagnostics;
using System.Globalization;

namespace Respite.Cli.Tests.Fakes;

/// <summary>The built command as a real process.</summary>
public static class ProcessRun
{
    public static Process Start(FakeServer server, params string[] arguments) => Start(server, new Dictionary<string, string>(), arguments);

    public static Process Start(FakeServer server, Dictionary<string, string> environment, params string[] arguments) =>
        Start(new Dictionary<string, string>(environment) { ["RESPITE_SERVER"] = server.Url.ToString(), ["RESPITE_TOKEN"] = FakeServer.Token }, arguments);

    /// <summary>With these variables, and none of OpenStack's and Respite's besides.</summary>
    public static Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "respite.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OS_", StringComparison.Ordinal) || name.StartsWith("RESPITE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Run> EndAsync(this Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, await error);
    }

    /// <summary>Ctrl-C.</summary>
    public static async Task InterruptAsync(this Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
