using System.Text.RegularExpressions;

namespace Respite.Simulator.Faults;

/// <summary>What goes wrong with a request.</summary>
public enum RequestFaultKind
{
    /// <summary>Answered right, but only after <see cref="RequestFault.Delay"/>.</summary>
    Slow,

    /// <summary>Answered with <see cref="RequestFault.Status"/>; nothing happened.</summary>
    FailBefore,

    /// <summary>It happened, but the answer is <see cref="RequestFault.Status"/>.</summary>
    FailAfter,

    /// <summary>The connection breaks; nothing happened.</summary>
    ResetBefore,

    /// <summary>It happened, and the connection breaks before the answer.</summary>
    ResetAfter,

    /// <summary>200 with <see cref="RequestFault.Body"/>, which is no JSON by default; nothing happened.</summary>
    Nonsense,
}

/// <summary>One scripted fault of requests: which ones it meets, and how.</summary>
public sealed class RequestFault
{
    private int _seen;

    public required RequestFaultKind Kind { get; init; }

    /// <summary>Null: any.</summary>
    public string? Method { get; init; }

    /// <summary>Matched anywhere in path and query, such as <c>/servers/[^/]+/action$</c>; null: any.</summary>
    public Regex? Path { get; init; }

    /// <summary>Matched anywhere in the request's body; null: any.</summary>
    public Regex? RequestBody { get; init; }

    /// <summary>The first matching request that it meets, counted from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many matching requests it meets from then on.</summary>
    public int Times { get; init; } = 1;

    public int Status { get; init; } = 500;

    /// <summary>The fault's message in the service's own error shape.</summary>
    public string Message { get; init; } = "Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.\n<class 'oslo_db.exception.DBConnectionError'>";

    /// <summary>Sent as Retry-After, in seconds.</summary>
    public int? RetryAfter { get; init; }

    public TimeSpan Delay { get; init; }

    public string Body { get; init; } = "<html><body>It works!</body></html>";

    /// <summary>How many requests it has met.</summary>
    public int Met => Math.Clamp(_seen - Nth + 1, 0, Times);

    internal bool Meets(string method, string target, string body)
    {
        if (Method is not null && !Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            return false;
        if (Path is not null && !Path.IsMatch(target))
            return false;
        if (RequestBody is not null && !RequestBody.IsMatch(body))
            return false;
        _seen++;
        return _seen >= Nth && _seen < Nth + (long)Times;
    }
}
