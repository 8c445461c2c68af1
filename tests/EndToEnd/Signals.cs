using System.Diagnostics;
using System.Globalization;

namespace Respite.EndToEnd.Tests;

/// <summary>Holds a process still, lets it go on, or asks it to end.</summary>
internal static class Signals
{
    public static Task StopAsync(int pid) => SendAsync("-STOP", pid);

    public static Task ContinueAsync(int pid) => SendAsync("-CONT", pid);

    /// <summary>SIGTERM: a supervisor's wish that it ends.</summary>
    public static Task TerminateAsync(int pid) => SendAsync("-TERM", pid);

    private static async Task SendAsync(string signal, int pid)
    {
        using var kill = Process.Start("/bin/kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
