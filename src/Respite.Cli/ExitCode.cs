namespace Respite.Cli;

/// <summary>What the process answers to the shell. Documented in docs/cli.md; scripts rely on the numbers.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Error = 1;
    public const int Usage = 2;

    /// <summary>The plan is not feasible; nothing was touched.</summary>
    public const int Refused = 3;

    /// <summary>Stopped, and a person has to decide how it goes on.</summary>
    public const int NeedsPerson = 4;
    public const int TimedOut = 5;

    /// <summary>Ctrl-C, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
