namespace Respite.Server.Tests.Faults;

/// <summary>One life of the process, from its start to its crash. After that nothing of it has any effect.</summary>
/// <param name="deathIn">After so many writes and requests, each counted before and after; null: it lives on.</param>
internal sealed class Life(int? deathIn)
{
    private int left = deathIn ?? int.MaxValue;

    public bool IsOver { get; private set; }

    /// <summary>A point at which the process may die.</summary>
    public void Point()
    {
        if (!IsOver && --left > 0)
            return;
        IsOver = true;
        throw new CrashException();
    }
}
