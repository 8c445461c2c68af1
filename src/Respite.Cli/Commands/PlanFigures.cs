using System.Text.Json;
using Respite.Cli.Output;

namespace Respite.Cli.Commands;

/// <summary>The destinations of a plan before and after it, as bars, and all hosts together.</summary>
public static class PlanFigures
{
    public static void Print(Terminal terminal, OutputOptions output, JsonElement plan)
    {
        if (!plan.TryGetProperty("figures", out var figures) || figures.ValueKind != JsonValueKind.Object) return;
        var headroom = figures.GetProperty("headroom").EnumerateArray().ToList();
        string[] classes = [.. headroom.Select(fill => Cell.Of(fill, "resource_class"))];
        var rows = figures.GetProperty("destinations").EnumerateArray()
            .Select(d => Row(Cell.Of(d, "host"), $"+{Cell.Of(d, "arrivals")}", d.GetProperty("classes").EnumerateArray(), classes))
            .Append(Row("all that take instances", "", headroom, classes));
        Answer.List(terminal, output, [.. rows], ["destination", "instances", .. classes]);
    }

    private static JsonElement Row(string name, string instances, IEnumerable<JsonElement> fills, string[] classes)
    {
        var byClass = fills.ToDictionary(fill => Cell.Of(fill, "resource_class"), Bar, StringComparer.Ordinal);
        return Json.Object([("destination", name), ("instances", instances), .. classes.Select(c => (c, byClass.GetValueOrDefault(c, "")))]);
    }

    private static string Bar(JsonElement fill) => FillBar.Of(Amount(fill, "capacity"), Amount(fill, "before"), Amount(fill, "after"));

    private static long Amount(JsonElement fill, string name) => fill.GetProperty(name).GetInt64();
}
