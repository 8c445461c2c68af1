using System.Text.RegularExpressions;
using Respite.Planning.Model;

namespace Respite.Server.Policies;

/// <summary>A policy that operators name instead of writing it out. A maintenance keeps the copy that it started with.</summary>
/// <param name="IsDefault">It holds where a request says no policy. One at most is.</param>
public sealed partial record NamedPolicy(string Name, string Description, bool IsDefault, DateTimeOffset UpdatedAt, string UpdatedBy, DrainPolicy Policy)
{
    /// <summary>What a name may be, for people.</summary>
    public const string NameWords = "1 to 63 of a-z, 0-9, '.', '_' and '-', a letter or digit first";

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z")]
    private static partial Regex NamePattern();
}
