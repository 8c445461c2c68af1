namespace Respite.OpenStack.Session;

/// <summary>What a service says of its microversions.</summary>
/// <param name="BaseUrl">What calls are appended to.</param>
internal sealed record VersionDocument(Uri BaseUrl, Microversion Least, Microversion Most)
{
    /// <summary>
    /// Where it is: at the versioned part of the endpoint (Nova's may go on with the project, <c>/v2.1/ID</c>), else at
    /// the endpoint itself, which then lists its versions. Nova's old <c>/v2/</c> has no microversions: the list beside it is asked for.
    /// </summary>
    public static Uri At(Uri endpoint)
    {
        var path = "";
        foreach (var segment in endpoint.Segments)
        {
            if (segment.Trim('/') is "v2" or "v2.0")
                break;
            path += segment;
            if (IsVersion(segment))
                break;
        }
        return new Uri(endpoint, path.EndsWith('/') ? path : path + "/");
    }

    /// <returns>Null: the answer names no microversions.</returns>
    public static VersionDocument? Read(Answer answer, Uri endpoint)
    {
        var versions = answer.Has("version") ? [answer["version"]] : answer.Items("versions");
        return versions.Select(v => ReadOne(v, endpoint)).OfType<VersionDocument>().MaxBy(v => v.Most);
    }

    private static VersionDocument? ReadOne(Answer version, Uri endpoint)
    {
        var most = version.OptionalText("max_version") is { Length: > 0 } max ? max : version.OptionalText("version");
        if (Microversion.Parse(version.OptionalText("min_version")) is not { } from || Microversion.Parse(most) is not { } to)
            return null;
        var root = At(endpoint);
        if (IsVersion(root.Segments[^1]))
            return new VersionDocument(endpoint, from, to);
        // The link's last part only: behind a proxy its host is often wrong. Placement's link is empty.
        var self = version.Items("links").Where(l => l.OptionalText("rel") == "self").Select(l => l.OptionalText("href")?.TrimEnd('/').Split('/')[^1]).FirstOrDefault();
        return new VersionDocument(self is not null && IsVersion(self) ? new Uri(root, self + "/") : root, from, to);
    }

    private static bool IsVersion(string segment) => segment.Length > 1 && segment[0] == 'v' && char.IsAsciiDigit(segment[1]);
}
