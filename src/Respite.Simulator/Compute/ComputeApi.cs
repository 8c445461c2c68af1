using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Identity;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>Nova 2.1: finds the resource, the caller and the microversion.</summary>
internal sealed class ComputeApi
{
    private readonly World _world;
    private readonly Tokens _tokens;
    private readonly Microversion _maximum;
    private readonly ServersResource _servers;
    private readonly ServerActionsResource _actions;
    private readonly ServerMigrationsResource _serverMigrations;
    private readonly MigrationsResource _migrations;
    private readonly ServicesResource _services;
    private readonly HypervisorsResource _hypervisors;
    private readonly AggregatesResource _aggregates;
    private readonly CatalogueResource _catalogue;

    public ComputeApi(World world, Tokens tokens)
    {
        _world = world;
        _tokens = tokens;
        _maximum = Microversion.Parse(world.Options.ComputeMaximum);
        var scheduler = new Scheduler(world);
        Live = new LiveMigrations(world, scheduler);
        Cold = new ColdMigrations(world, scheduler);
        Power = new PowerActions(world);
        Life = new Lifecycle(world, scheduler, Live);
        Hosts = new HostLife(world, Live, Cold);
        _servers = new ServersResource(world, this);
        _actions = new ServerActionsResource(world, this);
        _serverMigrations = new ServerMigrationsResource(world, this);
        _migrations = new MigrationsResource(world);
        _services = new ServicesResource(world, this);
        _hypervisors = new HypervisorsResource(world);
        _aggregates = new AggregatesResource(world);
        _catalogue = new CatalogueResource(world);
    }

    public LiveMigrations Live { get; }

    public ColdMigrations Cold { get; }

    public PowerActions Power { get; }

    public Lifecycle Life { get; }

    public HostLife Hosts { get; }

    public SimReply Serve(SimRequest request)
    {
        if (request.Segments is [])
            return CatalogueResource.Versions(request, _maximum);
        request.Version = Version(request);
        if (request.Segments is ["v2.1"])
            return CatalogueResource.Version(request, _maximum);
        var caller = _tokens.Caller(request);
        if (request.Chunked)
            throw new ApiException(400, "Malformed request body");
        Progress.Report(_world);
        var reply = Route(request, caller);
        reply.Headers["OpenStack-API-Version"] = $"compute {request.Version}";
        reply.Headers["X-OpenStack-Nova-API-Version"] = request.Version.ToString();
        return reply;
    }

    /// <summary>The server, or 404; who is no admin sees his project's only.</summary>
    public Instance Server(string id, Caller caller) =>
        _world.Instances.TryGetValue(id, out var instance) && !instance.Deleted && (caller.IsAdmin || instance.ProjectId == caller.ProjectId)
            ? instance
            : throw new ApiException(404, $"Instance {id} could not be found.");

    public static void Require(Caller caller, string policy, bool manager = false)
    {
        if (!(manager ? caller.IsManager : caller.IsAdmin))
            throw new ApiException(403, $"Policy doesn't allow {policy} to be performed.");
    }

    private Microversion Version(SimRequest request)
    {
        var asked = Microversion.Asked(request, "compute");
        if (asked is null)
            return new Microversion(2, 1);
        if (asked == "latest")
            return _maximum;
        if (!Microversion.TryParse(asked, out var version))
            throw new ApiException(400, $"API Version String '{asked}' is of invalid format. Must be of format MajorNum.MinorNum.");
        if (version < new Microversion(2, 1) || version > _maximum)
            throw new ApiException(406, $"Version {version} is not supported by the API. Minimum is 2.1 and maximum is {_maximum}.");
        return version;
    }

    private static SimReply SharesOf(Instance instance) => SimReply.Ok(new JsonObject
    {
        ["shares"] = instance.HasShare ? new JsonArray(new JsonObject { ["share_id"] = instance.Id, ["status"] = "active", ["tag"] = instance.Id }) : [],
    });

    private SimReply Route(SimRequest request, Caller caller) => (request.Method, request.Segments[1..]) switch
    {
        ("GET", ["servers"]) => _servers.List(request, caller, detail: false),
        ("GET", ["servers", "detail"]) => _servers.List(request, caller, detail: true),
        ("POST", ["servers"]) => _servers.Create(request, caller),
        ("GET", ["servers", var id]) => _servers.Show(request, caller, id),
        ("DELETE", ["servers", var id]) => _servers.Delete(request, caller, id),
        ("POST", ["servers", var id, "action"]) => _actions.Do(request, caller, id),
        (_, ["servers", var id, "metadata", ..]) => _servers.Metadata(request, caller, id),
        ("GET", ["servers", var id, "os-instance-actions"]) => InstanceActionsResource.List(request, Server(id, caller)),
        ("GET", ["servers", var id, "os-instance-actions", var action]) => InstanceActionsResource.Show(request, caller, Server(id, caller), action),
        ("GET", ["servers", var id, "shares"]) when request.Version.AtLeast(97) => SharesOf(Server(id, caller)),
        (_, ["servers", var id, "migrations", .. var rest]) => _serverMigrations.Serve(request, caller, id, rest),
        ("GET", ["os-migrations"]) => _migrations.List(request, caller),
        (_, ["os-services", .. var rest]) => _services.Serve(request, caller, rest),
        ("GET", ["os-hypervisors", .. var rest]) => _hypervisors.Serve(request, caller, rest),
        (_, ["os-aggregates", .. var rest]) => _aggregates.Serve(request, caller, rest),
        ("GET", ["os-availability-zone", .. var rest]) => _aggregates.Zones(caller, detail: rest is ["detail"]),
        (_, ["os-server-groups", .. var rest]) => _catalogue.Groups(request, caller, rest),
        ("GET", ["flavors", .. var rest]) => _catalogue.Flavors(request, rest),
        _ => throw new ApiException(404, "The resource could not be found."),
    };
}
