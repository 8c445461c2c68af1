using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>Nova. From microversion 2.72 (Stein) to 2.104.</summary>
public sealed class ComputeClient
{
    private readonly ServiceClient service;

    internal ComputeClient(OpenStackSession session)
    {
        service = new ServiceClient(session, "Nova", "compute", new Microversion(2, 72), new Microversion(2, 104));
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
