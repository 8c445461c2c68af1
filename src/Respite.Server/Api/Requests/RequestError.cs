using Respite.Planning.Model;

namespace Respite.Server.Api.Requests;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="In">Where it is: <c>body</c>, <c>query</c>, <c>path</c> or <c>header</c>.</param>
/// <param name="Key">Which key, from the top: <c>policy.ladder[1]</c>; empty: the whole body.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record RequestError(string In, string Key, string Detail, string Remedy)
{
    public static RequestError Of(string path, PolicyError error) => new("body", $"{path}.{error.Key}", error.Detail, error.Remedy);

    /// <summary>Of the body, where this is so.</summary>
    public static IEnumerable<RequestError> When(bool wrong, string key, string detail, string remedy) => wrong ? [new("body", key, detail, remedy)] : [];

    public override string ToString() => $"{(Key.Length > 0 ? Key : $"the {In}")}: {Detail}: {Remedy}.";
}
