using System.Text.Json;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>Where one instance could go, and for the other hosts the first rule that refuses, grouped.</summary>
public static class PlanExplanation
{
    private const int NamesShown = 4;

    public static void Print(Terminal terminal, OutputOptions output, JsonElement plan)
    {
        if (!plan.TryGetProperty("explanation", out var explanation) || explanation.ValueKind != JsonValueKind.Object) return;
        var name = Cell.Of(explanation, "instance_name");
        var planned = explanation.GetProperty("planned") is { ValueKind: JsonValueKind.String } host ? $" (planned: {host.GetString()})" : "";
        var allowed = Row("could go there" + planned, explanation.GetProperty("allowed"), "");
        var refused = explanation.GetProperty("refused").EnumerateArray().Select(r => Row(Cell.Of(r, "label"), r.GetProperty("hosts"), Cell.Of(r, "reason")));
        Answer.List(terminal, output, [allowed, .. refused], [name, "count", "hosts", "for the first"]);

        JsonElement Row(string what, JsonElement hosts, string why) =>
            Json.Object((name, what), ("count", $"{hosts.GetArrayLength()}"), ("hosts", Names(hosts)), ("for the first", why));
    }

    private static string Names(JsonElement hosts)
    {
        var names = hosts.EnumerateArray().Select(Cell.Of).ToList();
        return names.Count <= NamesShown ? string.Join(", ", names) : string.Join(", ", names.Take(NamesShown)) + ", ...";
    }
}
