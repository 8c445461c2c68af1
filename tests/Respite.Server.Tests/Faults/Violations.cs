namespace Respite.Server.Tests.Faults;

/// <summary>What went against an invariant, so far.</summary>
internal sealed class Violations
{
    private readonly List<string> found = [];

    public IReadOnlyList<string> Found => found;

    public void Add(int invariant, string what)
    {
        if (found.Count < 20)
            found.Add($"invariant {invariant}: {what}");
    }
}
