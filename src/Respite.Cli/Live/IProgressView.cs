using Respite.Cli.Api;

namespace Respite.Cli.Live;

/// <summary>Where progress is shown: a live screen on a terminal, plain lines elsewhere.</summary>
public interface IProgressView
{
    /// <summary>Runs the work with the view open.</summary>
    Task WhileAsync(Func<Task> work);

    void Journal(JournalEvent entry);

    void Show(IReadOnlyList<Maintenance> maintenances);

    /// <summary>Something on the watching itself, such as a lost connection.</summary>
    void Note(string text);
}
