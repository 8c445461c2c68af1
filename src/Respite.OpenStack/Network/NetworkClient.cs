using System.Net;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Network;

/// <summary>Neutron.</summary>
public sealed class NetworkClient
{
    private readonly OpenStackSession session;

    internal NetworkClient(OpenStackSession session) => this.session = session;

    /// <summary>The agents of a host. Networking API v2.0: <c>GET /v2.0/agents?host=</c>. Admin.</summary>
    /// <returns>Null: the cloud has no Neutron, or one without agents.</returns>
    public async Task<IReadOnlyList<NetworkAgent>?> AgentsAsync(string host, CancellationToken cancel = default)
    {
        if (await session.EndpointAsync("network", cancel) is not { } url)
            return null;
        var request = new Request("Neutron: GET /v2.0/agents", HttpMethod.Get, new Uri(Root(url), $"agents?host={Uri.EscapeDataString(host)}"));
        var answer = await session.SendAsync(request, cancel);
        // The agent extension is not loaded: Neutron's own 404, not a proxy's.
        if (answer.Status == HttpStatusCode.NotFound && ErrorBody.Read(answer.Body).Key is not null)
            return null;
        return [.. Answer.Parse(answer).List("agents").Where(a => a.OptionalText("host") == host)
            .Select(a => new NetworkAgent(a.Text("id"), a.Text("agent_type"), a.Flag("alive"), a.Flag("admin_state_up")))];
    }

    /// <summary>
    /// The ports that are bound to a host, of all projects. Networking API v2.0: <c>GET /v2.0/ports?binding:host_id=</c>, a page after the other
    /// where the operator's <c>pagination_max_limit</c> cuts it. Admin.
    /// </summary>
    /// <returns>Empty as well where the cloud has no Neutron.</returns>
    public async Task<IReadOnlyList<NetworkPort>> PortsAsync(string host, CancellationToken cancel = default)
    {
        if (await session.EndpointAsync("network", cancel) is not { } url)
            return [];
        var query = $"ports?binding:host_id={Uri.EscapeDataString(host)}&fields=id&fields=device_id&fields=binding:vnic_type";
        var ports = new Dictionary<string, NetworkPort>(StringComparer.Ordinal);
        for (var marker = ""; ;)
        {
            var request = new Request("Neutron: GET /v2.0/ports", HttpMethod.Get, new Uri(Root(url), query + marker)) { IsLong = true };
            var page = Answer.Parse(await session.SendAsync(request, cancel));
            var before = ports.Count;
            var last = "";
            foreach (var port in page.List("ports"))
            {
                last = port.Text("id");
                ports[last] = new NetworkPort(last, port.OptionalText("device_id") ?? "", port.OptionalText("binding:vnic_type") ?? "normal");
            }
            if (ports.Count == before || !page.Items("ports_links").Any(link => link.OptionalText("rel") == "next"))
                return [.. ports.Values];
            marker = $"&marker={Uri.EscapeDataString(last)}";
        }
    }

    private static Uri Root(Uri url) => url.AbsolutePath.EndsWith("/v2.0/", StringComparison.Ordinal) ? url : new Uri(url, "v2.0/");
}

/// <param name="DeviceId">The server's id, where it is a server's.</param>
/// <param name="VnicType"><c>binding:vnic_type</c>: normal, direct, direct-physical, macvtap, vdpa, ...</param>
public sealed record NetworkPort(string Id, string DeviceId, string VnicType);

/// <param name="Alive">Its heartbeat is recent.</param>
/// <param name="AdminStateUp">An operator wants it to work.</param>
public sealed record NetworkAgent(string Id, string AgentType, bool Alive, bool AdminStateUp);
