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
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Task reading;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private RespiteProcess(Process process)
    {
        this.process = process;
        reading = ReadAllAsync();
    }

    public static RespiteProcess Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    public static RespiteProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "respite.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("OS_", StringComparison.Ordinal) || k.StartsWith("RESPITE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["XDG_STATE_HOME"] = Path.Combine(folder, "state");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder, "config");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RespiteProcess(Process.Start(start)!);
    }

    public static async Task<Outcome> RunAsync(string folder, params string[] arguments)
    {
        using var run = Start(folder, arguments);
        return await run.EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It goes on; with what it has said so far.</exception>
    public async Task<Outcome> EndAsync(TimeSpan? atMost = null)
    {
        using var limit = new CancellationTokenSource(atMost ?? Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await reading;
            throw new TimeoutException($"It has not ended in {atMost ?? Limit}. It said:\n{output}\n{errors}");
        }
        await reading;
        return new Outcome(process.ExitCode, output.ToString(), errors.ToString());
    }

    /// <summary>Waits until it has said so many more lines, or has ended (false).</summary>
    public async Task<bool> SaysAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        for (var i = 0; i < count; i++)
        {
            if (!await lines.Reader.WaitToReadAsync(limit.Token))
                return false;
            lines.Reader.TryRead(out _);
        }
        return true;
    }

    /// <summary>Waits until it says a line with this in it; false: it has ended without.</summary>
    public async Task<bool> SaysAsync(string text) => await FindAsync(text) is not null;

    /// <summary>The first line from here on with this in it.</summary>
    /// <exception cref="InvalidOperationException">It has ended without.</exception>
    public async Task<string> LineAsync(string text) => await FindAsync(text) ?? throw new InvalidOperationException((await EndAsync()).Errors);

    private async Task<string?> FindAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
        return null;
    }

    public int Id => process.Id;

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task<Outcome> KillAsync()
    {
        process.Kill();
        return await EndAsync();
    }

    private async Task ReadAllAsync()
    {
        await Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, errors));
        lines.Writer.Complete();
    }

    private async Task ReadAsync(StreamReader from, StringBuilder into)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            into.AppendLine(line);
            lines.Writer.TryWrite(line);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
