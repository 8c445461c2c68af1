using System.Globalization;
using System.Text;
using Respite.Server.Store;

namespace Respite.Server.Reports;

/// <summary>The moves of a report as CSV (RFC 4180), a row each. A spreadsheet takes no cell for a formula, whatever an instance is called.</summary>
internal static class ReportCsv
{
    private static readonly (string Name, Func<Report, ReportMove, object?> Value)[] Columns =
    [
        ("maintenance_id", (r, _) => r.MaintenanceId), ("host", (r, _) => r.Host), ("ticket", (r, _) => r.Ticket),
        ("instance_id", (_, m) => m.InstanceId), ("instance_name", (_, m) => m.InstanceName), ("project_id", (_, m) => m.ProjectId),
        ("action", (_, m) => m.Action), ("interruption", (_, m) => m.Interruption), ("state", (_, m) => m.State),
        ("source", (_, m) => m.Source), ("destination", (_, m) => m.Destination), ("memory_mb", (_, m) => m.MemoryMb),
        ("attempts", (_, m) => m.Attempts), ("retries", (_, m) => m.Retries), ("failures", (_, m) => string.Join("; ", m.Failures)),
        ("began_at", (_, m) => m.BeganAt), ("finished_at", (_, m) => m.FinishedAt), ("seconds", (_, m) => m.Seconds),
        ("migration_id", (_, m) => m.MigrationId), ("fault", (_, m) => m.Fault), ("reason", (_, m) => m.Reason),
    ];

    public static string Of(Report report)
    {
        var text = new StringBuilder();
        Row(text, Columns.Select(c => c.Name));
        foreach (var move in report.Moves)
            Row(text, Columns.Select(c => Cell(c.Value(report, move))));
        return text.ToString();
    }

    /// <summary>A leading apostrophe makes text of what a spreadsheet would run. Respite's own numbers are never negative.</summary>
    internal static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;

    private static string Cell(object? value)
    {
        var text = Harmless(value switch
        {
            null => "",
            Enum word => StoreJson.Name(word),
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        });
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells).Append("\r\n");
}
