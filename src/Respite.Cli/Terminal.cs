using Respite.Server.Telemetry;

namespace Respite.Cli;

/// <summary>The process's surroundings: streams, environment and clock. Commands see nothing else of the machine's console.</summary>
public sealed record Terminal
{
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public bool OutIsTerminal { get; init; }
    public bool ErrorIsTerminal { get; init; }
    public Func<(int Columns, int Rows)> Size { get; init; } = static () => (80, 24);
    public Func<string, string?> Environment { get; init; } = static _ => null;
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>https://no-color.org: any value, even "0", turns colour off; an empty one does not.</summary>
    public bool Color => string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    /// <summary>Says something that is not the answer.</summary>
    public void Say(string line) => Error.WriteLine(Printable.Of(line));

    public static Terminal OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Size = WindowSize,
        Environment = System.Environment.GetEnvironmentVariable,
    };

    private static (int Columns, int Rows) WindowSize()
    {
        try
        {
            return Console.WindowWidth > 0 ? (Console.WindowWidth, Console.WindowHeight) : (80, 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }
}
