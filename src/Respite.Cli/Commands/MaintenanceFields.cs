using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Api;
using Respite.Cli.Live;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>Maintenances as answers: every property in JSON and YAML, the ones worth a look in tables.</summary>
public static class MaintenanceFields
{
    public static readonly IReadOnlyList<string> All =
    [
        "id", "host", "state", "reason", "state_reason", "refused", "created_at", "updated_at", "finished_at", "not_before", "not_after",
        "created_by", "ticket", "metadata", "original_service", "needs_person", "faults", "policy_name", "policy", "plan_id", "plan", "moves",
    ];

    private static readonly string[] Table =
        ["id", "host", "state", "state_reason", "reason", "created_at", "finished_at", "not_before", "not_after", "created_by", "ticket", "needs_person", "faults", "moves"];

    private static readonly string[] Listed = ["id", "host", "state", "reason", "created_at", "not_before", "finished_at", "moves"];

    /// <summary>One as an object, several as a list, as the arguments were.</summary>
    public static void Print(Terminal terminal, OutputOptions output, IReadOnlyList<JsonElement> maintenances)
    {
        if (maintenances is [var one]) Answer.Object(terminal, output, Readable(one, output), Table);
        else PrintList(terminal, output, maintenances);
    }

    public static void PrintList(Terminal terminal, OutputOptions output, IReadOnlyList<JsonElement> maintenances) =>
        Answer.List(terminal, output, [.. maintenances.Select(m => Readable(m, output))], Listed);

    /// <summary>In a table or a value, the moves are counted: each in full would be a page.</summary>
    private static JsonElement Readable(JsonElement maintenance, OutputOptions output)
    {
        if (output.Format is "json" or "yaml") return maintenance;
        var copy = JsonObject.Create(maintenance)!;
        var moves = maintenance.ToMaintenance().Moves ?? [];
        copy["moves"] = moves.Count == 0 ? "0" : ScreenText.Counts(moves);
        using var document = JsonDocument.Parse(copy.ToJsonString());
        return document.RootElement.Clone();
    }
}
