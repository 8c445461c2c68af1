using System.Text.Json.Nodes;

namespace Respite.Contract.Tests;

/// <summary>Real answers kept in lab/fixtures.</summary>
public static class Fixtures
{
    public static JsonNode Response(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "lab", "fixtures")))
            folder = folder.Parent;
        folder.ShouldNotBeNull("lab/fixtures lies in the project's root");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "lab", "fixtures", name)))!["response"]!;
    }
}
