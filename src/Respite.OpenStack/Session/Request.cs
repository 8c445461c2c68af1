using System.Net;

namespace Respite.OpenStack.Session;

/// <summary>One request to the cloud. The path in <paramref name="Call"/> is for messages and holds no secret.</summary>
internal sealed record Request(string Call, HttpMethod Method, Uri Uri, string? Body = null)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing changes by asking it twice.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    /// <summary>Which service is asked, for figures: <c>nova</c>, <c>placement</c>, <c>neutron</c>, <c>cinder</c> or <c>keystone</c>.</summary>
    public string Service => Call.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end ? Call[..end].ToLowerInvariant() : "keystone";

    /// <summary>A page of a long list, which Nova may work on for longer than on anything else.</summary>
    public bool IsLong { get; init; }

    /// <summary>What the body holds that may not come back in a message.</summary>
    public string? Secret { get; init; }

    /// <summary>A service's words without the secrets of this request, should it repeat them.</summary>
    public string Redact(string words)
    {
        foreach (var secret in new[] { Secret, Headers.GetValueOrDefault("X-Auth-Token"), Headers.GetValueOrDefault("X-Subject-Token") })
        {
            if (!string.IsNullOrEmpty(secret))
                words = words.Replace(secret, "***", StringComparison.Ordinal);
        }
        return words;
    }

    public override string ToString() => Call;
}

/// <summary>What came back.</summary>
internal sealed record HttpAnswer(Request Request, HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string? RequestId => Header("x-openstack-request-id") ?? Header("x-compute-request-id");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Request.Call}: {(int)Status}";
}
