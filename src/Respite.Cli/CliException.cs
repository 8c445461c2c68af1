namespace Respite.Cli;

/// <summary>An error that the user can read as it is: what, why, and what to do. Ends the command with <see cref="ExitCode"/>.</summary>
public sealed class CliException(string message, int exitCode = Cli.ExitCode.Error, Exception? cause = null)
    : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
