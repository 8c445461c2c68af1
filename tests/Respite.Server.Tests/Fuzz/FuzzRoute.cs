using System.Text.Json;
using System.Text.RegularExpressions;
using Respite.Server.Tests.Api;
using Respite.Server.Tests.Api.Documents;

namespace Respite.Server.Tests.Fuzz;

/// <summary>What can be asked of the server: all of its route table, and what is answered before that.</summary>
/// <param name="Path">Of the route table, with names in braces.</param>
/// <param name="Operation">What the API's document says of it; undefined where it says nothing.</param>
internal sealed partial record FuzzRoute(string Method, string Path, JsonElement Operation)
{
    public static IReadOnlyList<FuzzRoute> All { get; } =
    [
        .. RouteTable.All.Select(route => Of(route.Method(), route.Path(name => name.Value))),
        .. from path in (string[])["/healthcheck", "/readiness", "/metrics", "/v1/nothing"] select Of("GET", path),
    ];

    /// <param name="known">Names of things that exist, by the kind that stands before them in a path.</param>
    public string Fill(IReadOnlyDictionary<string, IReadOnlyList<string>> known, Random random) => Names().Replace(Path, name =>
    {
        var kind = Path[..name.Index].Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(part => part[0] != '{') ?? "";
        var names = known.TryGetValue(kind, out var listed) && random.Next(20) > 0 ? listed : [.. known.Values.SelectMany(all => all)];
        return random.Next(3) > 0 ? names[random.Next(names.Count)] : Uri.EscapeDataString(Nonsense.Text(random));
    });

    private static FuzzRoute Of(string method, string path) =>
        new(method, path, CommittedDocument.Operations.FirstOrDefault(o => o.Method == method && o.Path == path).Operation);

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Names();
}
