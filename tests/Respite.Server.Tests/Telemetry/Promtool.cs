using System.Diagnostics;

namespace Respite.Server.Tests.Telemetry;

/// <summary>Prometheus' own checker, of the distribution's package prometheus.</summary>
internal static class Promtool
{
    /// <returns>Its exit code and what it said. Without it the test is skipped.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string arguments, string input = "", string? folder = null)
    {
        var program = new[] { "/usr/bin/promtool", "/usr/local/bin/promtool" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "promtool is not installed (Debian: apt-get install --no-install-recommends prometheus)");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "/",
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
