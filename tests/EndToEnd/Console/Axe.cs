using System.Text.Json;
using Microsoft.Playwright;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Deque's axe, of the console's own development packages: what keeps people with disabilities from using a page.</summary>
internal static class Axe
{
    private static readonly string Script = Path.Combine(Root(AppContext.BaseDirectory), "web", "node_modules", "axe-core", "axe.min.js");

    /// <summary>One line a violation, with where it is.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        Assert.SkipWhen(!File.Exists(Script), "axe-core is not installed: npm ci in web/");
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var found = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. from violation in found.GetProperty("violations").EnumerateArray()
            from node in violation.GetProperty("nodes").EnumerateArray()
            select $"{violation.GetProperty("id").GetString()}: {node.GetProperty("failureSummary").GetString()} {node.GetProperty("html").GetString()}",
        ];
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Respite.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
