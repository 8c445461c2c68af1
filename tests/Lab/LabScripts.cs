using System.Diagnostics;

namespace Respite.Lab.Tests;

/// <summary>Runs the lab's own scripts. They know how a server gets into each state and which process is which.</summary>
public static class LabScripts
{
    public static string Root { get; } = FindRoot();

    public static string State { get; } = Environment.GetEnvironmentVariable("OSLAB_STATE") ?? "/var/lib/oslab";

    /// <summary>Runs <c>lab/NAME ARGUMENTS</c> and returns its stdout.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> Run(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "lab", name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"lab/{name} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}");
    }

    /// <summary>A line of the settings that the lab was brought up with, such as <c>PORT_KEYSTONE</c>.</summary>
    public static string Setting(string name) =>
        File.ReadLines(Path.Combine(State, "settings")).First(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Respite.slnx")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("no Respite.slnx above " + AppContext.BaseDirectory);
    }
}
