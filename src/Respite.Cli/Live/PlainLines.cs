using System.Globalization;
using Respite.Cli.Api;
using Respite.Server.Telemetry;

namespace Respite.Cli.Live;

/// <summary>One line an event of the journal: time, host, instance, what happened.</summary>
public sealed class PlainLines(TextWriter to, TextWriter notes) : IProgressView
{
    public Task WhileAsync(Func<Task> work) => work();

    public void Journal(JournalEvent entry)
    {
        to.WriteLine(Format(entry));
        to.Flush();
    }

    public void Show(IReadOnlyList<Maintenance> maintenances)
    {
        // The journal tells every change of a state; percentages are for screens.
    }

    public void Note(string text) => notes.WriteLine(Printable.Of($"respite: {text}"));

    public static string Format(JournalEvent e)
    {
        var at = e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var name = string.IsNullOrEmpty(e.InstanceName) ? e.InstanceId : e.InstanceName;
        var instance = string.IsNullOrEmpty(name) || e.Message.Contains(name, StringComparison.Ordinal) ? "" : $" {name}:";
        return Printable.Of($"{at} {e.Host ?? e.MaintenanceId}{instance} {e.Message.ReplaceLineEndings(" ")}");
    }
}
