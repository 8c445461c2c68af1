using System.Net;
using System.Text.RegularExpressions;
using Respite.Server.Api.Requests;

namespace Respite.Server.Webhooks;

/// <summary>Everything that is wrong with what a webhook is to be, at once.</summary>
internal static partial class WebhookErrors
{
    private const int LongestUrl = 2000;
    private const int MostTypes = 50;

    public static List<RequestError> Of(string url, IReadOnlyList<string> types)
    {
        var errors = new List<RequestError>();
        if (OfUrl(url) is var (what, remedy))
            errors.Add(new("body", "url", what, remedy));
        if (types.Count > MostTypes)
            errors.Add(new("body", "types", $"has {types.Count} entries", $"give at most {MostTypes}; move.* stands for all that begin with move"));
        errors.AddRange(types.Index().Where(t => !EventType().IsMatch(t.Item))
            .Select(t => new RequestError("body", $"types[{t.Index}]", "is no type of event", "give one like move.done, or move.* for all of them")));
        return errors;
    }

    /// <summary>The events tell of hosts and instances: they leave this machine over TLS only.</summary>
    private static (string What, string Remedy)? OfUrl(string text) =>
        text.Length > LongestUrl ? ($"has {text.Length} characters", $"give at most {LongestUrl}")
        : !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") ? ("is no URL", "give one like https://example.org/respite")
        : url.UserInfo.Length > 0 ? ("holds a password", "leave it out: whoever may see webhooks would see it, and the signature tells the receiver who calls")
        : url.Fragment.Length > 0 ? ("has a fragment (#...)", "leave it out: it is never sent")
        : url.Scheme == "http" && !IsLoopback(url) ? ("is not https", "give an https one; http is for receivers on this machine (127.0.0.1)")
        : null;

    private static bool IsLoopback(Uri url) => url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex(@"^[a-z_]{1,40}\.([a-z_]{1,40}|\*)\z")]
    private static partial Regex EventType();
}
