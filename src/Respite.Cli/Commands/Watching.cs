using System.CommandLine;
using System.Text.Json;
using Respite.Cli.Api;
using Respite.Cli.Hosting;
using Respite.Cli.Live;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>Watching until the end, with the words for each way in which it can end. Shared by every command that can wait.</summary>
public sealed class Watching(CommandContext context, Connection connection, IProgressView view)
{
    private readonly Watch watch = new(connection.Client, view, context.Terminal.Clock);

    public sealed record Target(string Host, string Id, Goal Goal);

    /// <summary>What has been told of it before is not told again.</summary>
    public Task SkipAsync(string maintenance, CancellationToken cancel) => watch.SkipAsync(maintenance, cancel);

    /// <param name="verb">What runs: "drain", "return", ...; for the sentences.</param>
    /// <returns>The maintenances at their end and the exit code of all.</returns>
    public async Task<(IReadOnlyList<JsonElement> Maintenances, int ExitCode)> UntilDoneAsync(
        IReadOnlyList<Target> targets, string verb, double? timeoutSeconds, CancellationToken interrupted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var timer = timeoutSeconds is { } seconds
            ? context.Terminal.Clock.CreateTimer(_ => limit.Cancel(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            var watched = await watch.RunAsync([.. targets.Select(t => (t.Id, t.Goal))], limit.Token);
            return ([.. watched.Select(w => w.Json)], Outcome.Together([.. watched.Select(w => w.ExitCode)]));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            var hosts = string.Join(' ', targets.Select(t => t.Host));
            throw interrupted.IsCancellationRequested
                ? new CliException(GoOn("stopped watching", "stopped", verb, hosts), ExitCode.Interrupted)
                : new CliException(GoOn($"timed out after {timeoutSeconds} s", $"timed out after {timeoutSeconds} s and stopped", verb, hosts), ExitCode.TimedOut);
        }
    }

    private string GoOn(string watchedOnly, string worked, string verb, string hosts) => connection.OwnsServer
        ? $"{worked}; the state is kept in {connection.StateDirectory}. Migrations that Nova already runs go on by themselves. "
            + $"`respite {(verb == "watch" ? "drain" : verb)} {hosts}` goes on where it stopped."
        : $"{watchedOnly}; the {(verb == "watch" ? "maintenance" : verb)} of {hosts} goes on at the server. "
            + $"`respite watch {hosts}` shows it again, `respite pause {hosts}` holds it, `respite cancel {hosts}` ends it.";

    /// <summary>The sentences on the end of each, on stderr, then the answer on stdout.</summary>
    public static void Conclude(Terminal terminal, OutputOptions output, IReadOnlyList<JsonElement> maintenances, bool answer)
    {
        foreach (var maintenance in maintenances)
            foreach (var sentence in Outcome.Sentences(maintenance.ToMaintenance()))
                terminal.Say(sentence.StartsWith(' ') ? sentence : $"respite: {sentence}");
        if (answer) MaintenanceFields.Print(terminal, output, maintenances);
    }
}
