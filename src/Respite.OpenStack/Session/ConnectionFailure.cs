using System.Security.Authentication;

namespace Respite.OpenStack.Session;

/// <summary>Why no answer came, in words that say what to mend.</summary>
internal static class ConnectionFailure
{
    /// <summary>It may go better next time.</summary>
    public static bool IsPassing(HttpRequestException e) => e.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.InvalidResponse);

    /// <summary>Unreachable where the request was never sent; where it may have been, something else.</summary>
    public static OpenStackException Explain(Request request, HttpRequestException e)
    {
        var (error, words) = e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => (
                OpenStackError.Unreachable, $"the name {request.Uri.Host} cannot be resolved: check the address (auth_url, or the endpoint in the catalog) and this machine's DNS"),
            HttpRequestError.SecureConnectionError => (OpenStackError.Unreachable, Tls(request.Uri.Authority, e)),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => (OpenStackError.Unreachable, $"{request.Uri.Authority} cannot be reached: {e.Message}"),
            HttpRequestError.InvalidResponse => (OpenStackError.Nonsense, $"{request.Uri.Authority} answers with something that is not HTTP"),
            _ => (OpenStackError.Unavailable, $"{request.Uri.Authority} ended the connection before it had answered{MayBeDone(request)}"),
        };
        return new OpenStackException(error, $"{request.Call}: {words}", cause: e);
    }

    /// <summary>What is true of a change that was sent and not answered. (Signing in changes nothing.)</summary>
    public static string MayBeDone(Request request) => request.IsRead || request.Secret is not null ? "" : "; it may have been done all the same";

    private static string Tls(string authority, Exception e)
    {
        var said = e.InnerException is AuthenticationException inner ? inner.Message : "";
        if (said.Contains("NameMismatch", StringComparison.Ordinal))
            return $"the certificate of {authority} is for another name: use the name that it was made for in the address";
        if (said.Contains("NotTimeValid", StringComparison.Ordinal))
            return $"the certificate of {authority} has expired or is not valid yet (or this machine's clock is wrong)";
        if (said.Contains("certificate", StringComparison.OrdinalIgnoreCase))
            return $"the certificate of {authority} is not trusted: set cacert (OS_CACERT) to the file of the authority that issued it";
        return $"no TLS connection to {authority}: does it speak https, or is the address to begin with http://?";
    }
}
