namespace Respite.Server.Tests.Faults;

/// <summary>The way to the simulated cloud, with a crash before a request is sent or after its answer, and the invariants checked at each.</summary>
/// <param name="meanwhile">What else happens in the world just before a request.</param>
internal sealed class CrashingHandler(HttpMessageHandler inner, Life life, RequestInvariants invariants, Func<HttpRequestMessage, Task> meanwhile) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        life.Point();
        await meanwhile(request);
        if (life.IsOver)
            throw new CrashException();
        var call = await RequestInvariants.ReadAsync(request);
        invariants.Before(call);
        var sent = await base.SendAsync(request, cancellationToken);
        if (!life.IsOver)
            invariants.After(call, (int)sent.StatusCode);
        life.Point();
        return sent;
    }
}
