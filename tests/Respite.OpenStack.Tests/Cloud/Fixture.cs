using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.OpenStack.Tests.Cloud;

/// <summary>An answer of a real cloud, kept in the lab's folder.</summary>
internal static class Fixture
{
    public static string Body(string name) => Node(name)["response"]!.ToJsonString();

    public static int Status(string name) => Node(name)["status"]!.GetValue<int>();

    public static JsonNode Node(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", name + ".json")))!;
}
