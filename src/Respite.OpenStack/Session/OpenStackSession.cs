using System.Net;
using System.Text.Json;
using Respite.OpenStack.Compute;
using Respite.OpenStack.Identity;
using Respite.OpenStack.Network;
using Respite.OpenStack.Placement;

namespace Respite.OpenStack.Session;

/// <summary>
/// A signed-in connection to one cloud, for many callers at once. Signs in when first used and again when the token
/// ends; reads are retried while the cloud is in trouble, calls that change something never are.
/// </summary>
public sealed class OpenStackSession : IDisposable
{
    private readonly Transport transport;
    private readonly SignIn signIn;

    /// <param name="handler">Replaces the network, as for a simulated cloud in the same process; not disposed with the session.</param>
    public OpenStackSession(CloudConfig config, TimeProvider? clock = null, HttpMessageHandler? handler = null)
    {
        clock ??= TimeProvider.System;
        Config = config;
        transport = new Transport(config, clock, handler);
        signIn = new SignIn(config, transport, clock);
        Identity = new IdentityClient(this);
        Compute = new ComputeClient(this);
        Placement = new PlacementClient(this);
        Network = new NetworkClient(this);
    }

    public CloudConfig Config { get; }

    public IdentityClient Identity { get; }

    public ComputeClient Compute { get; }

    public PlacementClient Placement { get; }

    public NetworkClient Network { get; }

    /// <summary>Requests sent so far, of all kinds.</summary>
    public long RequestCount => transport.Count;

    /// <summary>Signs in, if need be, and looks the service up.</summary>
    /// <param name="types">The service's names in the catalog, the preferred first.</param>
    /// <returns>Null: the cloud does not have it.</returns>
    internal async Task<Uri?> EndpointAsync(IReadOnlyList<string> types, CancellationToken cancel)
    {
        var token = await signIn.GetAsync(rejected: null, cancel);
        return Catalog.Find(token.Token.Catalog, types, Config);
    }

    /// <summary>Sends with the token; on a 401 signs in once more and tries once more (nothing has happened then).</summary>
    /// <param name="request">Makes the request anew for each try.</param>
    /// <returns>An answer below 400, or a 404.</returns>
    /// <exception cref="OpenStackException">Any other answer, or none.</exception>
    internal async Task<HttpAnswer> SendAsync(Func<Request> request, CancellationToken cancel)
    {
        SignedIn? rejected = null;
        while (true)
        {
            var token = await signIn.GetAsync(rejected, cancel);
            var sent = request();
            sent.Headers["X-Auth-Token"] = token.Value;
            var answer = await transport.SendAsync(sent, cancel);
            if (answer.Status == HttpStatusCode.Unauthorized && rejected is null)
            {
                rejected = token;
                continue;
            }
            return answer.IsSuccess || answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MultipleChoices
                ? answer
                : throw ErrorBody.Explain(sent.Call, answer.Status, answer.Body, answer.RequestId);
        }
    }

    /// <summary>The answer's JSON.</summary>
    /// <exception cref="OpenStackException">It is an error, or no JSON.</exception>
    internal static Answer Parse(string call, HttpAnswer answer)
    {
        if ((int)answer.Status >= 400)
            throw ErrorBody.Explain(call, answer.Status, answer.Body, answer.RequestId);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return new Answer(call, "", document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new OpenStackException(
                OpenStackError.Nonsense, $"{call}: {(int)answer.Status} with an answer that is not JSON; is this really an OpenStack API, and not a proxy in between?",
                answer.Status, requestId: answer.RequestId);
        }
    }

    public void Dispose()
    {
        signIn.Dispose();
        transport.Dispose();
    }
}
