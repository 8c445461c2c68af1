using System.Net;
using Respite.OpenStack.BlockStorage;
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

    /// <param name="jitter">Spreads the pauses between tries; seeded where a run is to be the same every time.</param>
    /// <param name="handler">Replaces the network, as for a simulated cloud in the same process; not disposed with the session.</param>
    /// <exception cref="CloudConfigException">The file of certificate authorities cannot be read.</exception>
    public OpenStackSession(CloudConfig config, TimeProvider? clock = null, HttpMessageHandler? handler = null, Random? jitter = null)
    {
        clock ??= TimeProvider.System;
        Config = config;
        transport = new Transport(config, clock, handler, jitter ?? Random.Shared);
        signIn = new SignIn(config, transport, clock);
        Identity = new IdentityClient(this);
        Compute = new ComputeClient(this);
        Placement = new PlacementClient(this);
        Network = new NetworkClient(this);
        BlockStorage = new BlockStorageClient(this);
    }

    public CloudConfig Config { get; }

    public IdentityClient Identity { get; }

    public ComputeClient Compute { get; }

    public PlacementClient Placement { get; }

    public NetworkClient Network { get; }

    public BlockStorageClient BlockStorage { get; }

    /// <summary>Signs in, if need be. Secret; for a service that is in no catalog.</summary>
    /// <param name="rejected">The token that the service has just refused, to be replaced.</param>
    /// <exception cref="OpenStackException">Keystone refuses, or does not answer.</exception>
    public async Task<string> TokenAsync(string? rejected, CancellationToken cancel) => (await signIn.GetAsync(rejected, cancel)).Value;

    /// <summary>Signs in, if need be, and looks the service up.</summary>
    /// <returns>Null: the cloud does not have it.</returns>
    internal async Task<Uri?> EndpointAsync(string type, CancellationToken cancel)
    {
        var token = await signIn.GetAsync(rejected: null, cancel);
        return Catalog.Find(token.Token.Catalog, type, Config);
    }

    /// <summary>Sends with the token; on a 401 signs in once more and tries once more (nothing has happened then).</summary>
    /// <returns>A success, a list of versions (300), or a 404.</returns>
    /// <exception cref="OpenStackException">Any other answer, or none.</exception>
    internal async Task<HttpAnswer> SendAsync(Request request, CancellationToken cancel)
    {
        string? rejected = null;
        while (true)
        {
            var token = await signIn.GetAsync(rejected, cancel);
            request.Headers["X-Auth-Token"] = token.Value;
            var answer = await transport.SendAsync(request, cancel);
            if (answer.IsSuccess || answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MultipleChoices)
                return answer;
            if (answer.Status != HttpStatusCode.Unauthorized)
                throw ErrorBody.Explain(answer);
            if (rejected is not null)
                throw ErrorBody.Explain(answer, "also with a new token: the service does not take what Keystone gives; look at its [keystone_authtoken] settings");
            rejected = token.Value;
        }
    }

    /// <summary>Sends as it is, without this session's own token: for requests in somebody else's name.</summary>
    /// <returns>Any answer, be it an error.</returns>
    internal Task<HttpAnswer> SendUnsignedAsync(Request request, CancellationToken cancel) => transport.SendAsync(request, cancel);

    public void Dispose() => transport.Dispose();
}
