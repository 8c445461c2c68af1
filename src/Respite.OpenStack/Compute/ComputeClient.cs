using System.Runtime.CompilerServices;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>Nova. From microversion 2.72 (Stein) to 2.104.</summary>
public sealed class ComputeClient
{
    private readonly ServiceClient service;

    internal ComputeClient(OpenStackSession session)
    {
        service = new ServiceClient(session, "Nova", ["compute"], new Microversion(2, 72), new Microversion(2, 104));
        Services = new ServicesApi(service);
        Servers = new ServersApi(service);
        Migrations = new MigrationsApi(service);
        ServerMigrations = new ServerMigrationsApi(service);
        InstanceActions = new InstanceActionsApi(service);
        ServerGroups = new ServerGroupsApi(service);
        Aggregates = new AggregatesApi(service);
        Hypervisors = new HypervisorsApi(service);
    }

    public ServicesApi Services { get; }

    public ServersApi Servers { get; }

    public MigrationsApi Migrations { get; }

    public ServerMigrationsApi ServerMigrations { get; }

    public InstanceActionsApi InstanceActions { get; }

    public ServerGroupsApi ServerGroups { get; }

    public AggregatesApi Aggregates { get; }

    public HypervisorsApi Hypervisors { get; }

    /// <summary>The microversion in use: the highest that both sides know.</summary>
    public Task<Microversion> VersionAsync(CancellationToken cancel = default) => service.VersionAsync(cancel);
}

/// <summary>Nova's way through long lists: a marker, until a page has no link to the next.</summary>
internal static class Paging
{
    public static async IAsyncEnumerable<Answer> PagesAsync(
        this ServiceClient service, string path, string list, string markerField, [EnumeratorCancellation] CancellationToken cancel)
    {
        var next = path;
        while (true)
        {
            var page = await service.GetAsync(next, cancel);
            string? last = null;
            foreach (var item in page.Items(list))
            {
                last = item.Text(markerField);
                yield return item;
            }
            if (last is null || !page.Items(list + "_links").Any(l => l.OptionalText("rel") == "next"))
                yield break;
            next = $"{path}{(path.Contains('?') ? '&' : '?')}marker={Uri.EscapeDataString(last)}";
        }
    }
}
