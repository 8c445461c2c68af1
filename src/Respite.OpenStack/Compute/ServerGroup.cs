using System.Globalization;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>A server group.</summary>
/// <param name="Policy">affinity, anti-affinity, soft-affinity or soft-anti-affinity (2.64).</param>
/// <param name="MaxServerPerHost">A rule of anti-affinity (2.64); null: 1.</param>
/// <param name="Members">Ids of servers that are not deleted.</param>
public sealed record ServerGroup(string Id, string Name, string Policy, int? MaxServerPerHost, IReadOnlyList<string> Members);

/// <summary>API reference: server groups.</summary>
public sealed class ServerGroupsApi
{
    private const int PageSize = 1000;
    private readonly ServiceClient service;

    internal ServerGroupsApi(ServiceClient service) => this.service = service;

    /// <summary>Those of all projects, a page of 1,000 a request. Admin.</summary>
    public async Task<IReadOnlyList<ServerGroup>> ListAsync(CancellationToken cancel = default)
    {
        var groups = new List<ServerGroup>();
        while (true)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"os-server-groups?all_projects=True&limit={PageSize}&offset={groups.Count}");
            var page = (await service.GetPageAsync(path, cancel)).List("server_groups").Select(Read).ToList();
            // No links here, and an operator's max_limit may cut pages shorter than asked for: only an empty one is the end.
            if (page.Count == 0)
                return groups;
            if (groups.Exists(g => g.Id == page[0].Id))
                throw new OpenStackException(OpenStackError.Nonsense, "Nova: GET /os-server-groups: the same page again, whatever the offset");
            groups.AddRange(page);
        }
    }

    private static ServerGroup Read(Answer g) => new(
        g.Text("id"), g.Text("name"), g.Text("policy"),
        g.Has("rules") ? g["rules"].OptionalInt("max_server_per_host") : null, g.Texts("members"));
}
