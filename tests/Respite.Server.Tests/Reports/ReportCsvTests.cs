using FsCheck;
using FsCheck.Fluent;
using Respite.Server.Maintenances;
using Respite.Server.Reports;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Reports;

public sealed class ReportCsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void What_a_spreadsheet_would_run_is_made_text(string name) => Cell(name).ShouldBe($"'{name}");

    [Fact]
    public void Whatever_an_instance_is_called_its_cell_reads_back_and_is_no_formula() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), name =>
        {
            var cell = Cell(name.Get);
            return (cell == name.Get || cell == $"'{name.Get}") && cell is not ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
        }));

    [Fact]
    public void A_row_has_a_cell_for_each_column()
    {
        var rows = ReportCsv.Of(Report("vm-1")).Split("\r\n");
        rows.Length.ShouldBe(3);
        rows[1].Split(',').Length.ShouldBe(rows[0].Split(',').Length);
        rows[1].ShouldStartWith("m-1,compute-01,,i-1,vm-1,");
    }

    private static string Cell(string name) => Parse(ReportCsv.Of(Report(name)))[1][4];

    private static Report Report(string name) => ReportMaker.Of(Some.Maintenance(), [Some.Move(MoveState.Done) with { InstanceName = name }], []);

    /// <summary>RFC 4180, read by its own words.</summary>
    private static List<List<string>> Parse(string csv)
    {
        var rows = new List<List<string>> { new() };
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
                cell.Append(csv[++i]);
            else if (csv[i] == '"')
                quoted = !quoted;
            else if (quoted || csv[i] is not (',' or '\r' or '\n'))
                cell.Append(csv[i]);
            else if (csv[i] is ',' or '\r')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
            }
            else
                rows.Add([]);
        }
        return rows;
    }
}
