using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Respite.EndToEnd.Tests;

/// <summary>What a process has said and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);

/// <summary>The real command as a real process, with its own state directory and clouds.yaml.</summary>
internal sealed class RespiteProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task errors;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder said = new();

    private RespiteProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = ReadErrorsAsync();
    }

    public static RespiteProcess Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "respite.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("OS_", StringComparison.Ordinal) || k.StartsWith("RESPITE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_STATE_HOME"] = Path.Combine(folder, "state");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder, "config");
        return new RespiteProcess(Process.Start(start)!);
    }

    public static async Task<Outcome> RunAsync(string folder, params string[] arguments)
    {
        using var run = Start(folder, arguments);
        return await run.EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Outcome> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(limit.Token);
        await errors;
        return new Outcome(process.ExitCode, await output, said.ToString());
    }

    /// <summary>Waits until it has said so many more lines on stderr, or has ended (false).</summary>
    public async Task<bool> SaysAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!await lines.Reader.WaitToReadAsync())
                return false;
            lines.Reader.TryRead(out _);
        }
        return true;
    }

    /// <summary>Waits until it says a line with this in it; false: it has ended without.</summary>
    public async Task<bool> SaysAsync(string text)
    {
        await foreach (var line in lines.Reader.ReadAllAsync())
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task<Outcome> KillAsync()
    {
        process.Kill();
        return await EndAsync();
    }

    private async Task ReadErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            lines.Writer.TryWrite(line);
        }
        lines.Writer.Complete();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
