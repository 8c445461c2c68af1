using System.Net;

namespace Respite.OpenStack.Session;

/// <summary>What kind of failure a call met.</summary>
public enum OpenStackError
{
    /// <summary>400: the call is wrong as it stands.</summary>
    BadRequest,

    /// <summary>401: the credentials are refused, also after signing in anew.</summary>
    Unauthorized,

    /// <summary>403: the credentials are good, the policy forbids it.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: not in the present state of things.</summary>
    Conflict,

    /// <summary>429, 500, 502, 503, 504: the cloud's own trouble; the call may have been done all the same.</summary>
    Unavailable,

    /// <summary>No answer within the time allowed; the call may have been done all the same.</summary>
    Timeout,

    /// <summary>No connection.</summary>
    Unreachable,

    /// <summary>An answer that is not what the API promises.</summary>
    Nonsense,

    /// <summary>The cloud does not offer what is needed: a service, a region or an API version.</summary>
    Unsupported,

    /// <summary>Any other status.</summary>
    Other,
}

/// <summary>A call to the cloud that did not succeed: which, how, in the cloud's own words, under which request id. Never holds a secret.</summary>
public sealed class OpenStackException(
    OpenStackError error, string message, HttpStatusCode? status = null, string? faultKey = null, string? requestId = null, Exception? cause = null)
    : Exception(message, cause)
{
    public OpenStackError Error { get; } = error;

    /// <summary>Null when there was no answer.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>Nova's key of the fault, such as <c>conflictingRequest</c>.</summary>
    public string? FaultKey { get; } = faultKey;

    /// <summary>What to look for in the cloud's logs.</summary>
    public string? RequestId { get; } = requestId;
}
