using System.Text;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Maintenances;

public sealed class TransitionTests
{
    [Fact]
    public void A_pair_that_is_not_in_the_table_throws()
    {
        foreach (var from in Enum.GetValues<MaintenanceState>())
        {
            foreach (var to in Enum.GetValues<MaintenanceState>().Where(to => to != from && !MaintenanceTransitions.From(from).Contains(to)))
                Should.Throw<InvalidOperationException>(() => MaintenanceTransitions.Check(from, to));
        }
        foreach (var from in Enum.GetValues<MoveState>())
        {
            foreach (var to in Enum.GetValues<MoveState>().Where(to => to != from && !MoveTransitions.From(from).Contains(to)))
                Should.Throw<InvalidOperationException>(() => MoveTransitions.Check(from, to));
        }
    }

    [Fact]
    public void Every_state_can_be_reached_and_every_open_one_can_be_left()
    {
        var reachable = new HashSet<MaintenanceState> { MaintenanceState.Pending };
        while (reachable.SelectMany(MaintenanceTransitions.From).Any(reachable.Add))
        {
        }
        reachable.Count.ShouldBe(Enum.GetValues<MaintenanceState>().Length);
        Enum.GetValues<MaintenanceState>().Where(s => s.IsFinal())
            .ShouldBe([MaintenanceState.Completed, MaintenanceState.Cancelled, MaintenanceState.Failed], ignoreOrder: true);
    }

    /// <summary>docs/states.md is this table; run the test with RESPITE_WRITE_DOCS=1 to write it anew.</summary>
    [Fact]
    public void The_tables_in_the_docs_are_those_of_the_code()
    {
        var path = Path.Combine(Repository.Root, "docs", "states.md");
        var rendered = Render();
        if (Environment.GetEnvironmentVariable("RESPITE_WRITE_DOCS") == "1")
            File.WriteAllText(path, rendered);
        File.ReadAllText(path).ShouldBe(rendered);
    }

    private static string Render()
    {
        var text = new StringBuilder();
        text.Append("# States\n\nWritten from the code's two tables by a test (`TransitionTests`); any other pair throws.\n");
        text.Append("\n## Maintenance\n\n| from | to |\n| --- | --- |\n");
        foreach (var state in Enum.GetValues<MaintenanceState>())
            text.Append(null, $"| {state} | {Words(MaintenanceTransitions.From(state))} |\n");
        text.Append("\n## Move\n\n| from | to |\n| --- | --- |\n");
        foreach (var state in Enum.GetValues<MoveState>())
            text.Append(null, $"| {state} | {Words(MoveTransitions.From(state))} |\n");
        return text.ToString();
    }

    private static string Words<T>(IReadOnlyList<T> states) => states.Count == 0 ? "(final)" : string.Join(", ", states);
}
