using System.Diagnostics;
using System.Globalization;

namespace Respite.EndToEnd.Tests;

/// <summary>Holds a process still, and lets it go on.</summary>
internal static class Signals
{
    public static Task StopAsync(int pid) => SendAsync("-STOP", pid);

    public static Task ContinueAsync(int pid) => SendAsync("-CONT", pid);

    private static async Task SendAsync(string signal, int pid)
    {
        using var kill = Process.Start("/bin/kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
