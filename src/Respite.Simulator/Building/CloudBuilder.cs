using Respite.Simulator.Identity;
using Respite.Simulator.Model;

namespace Respite.Simulator.Building;

/// <summary>Adds to a cloud what its API could not, or not at once: hosts, and servers already in their state.</summary>
public sealed class CloudBuilder
{
    private static readonly string[] CommonTraits =
    [
        "COMPUTE_ACCELERATORS", "COMPUTE_DEVICE_TAGGING", "COMPUTE_IMAGE_TYPE_RAW", "COMPUTE_NET_ATTACH_INTERFACE", "COMPUTE_NET_ATTACH_INTERFACE_WITH_TAG",
        "COMPUTE_NODE", "COMPUTE_TRUSTED_CERTS", "COMPUTE_VOLUME_ATTACH_WITH_TAG", "COMPUTE_VOLUME_EXTEND", "COMPUTE_VOLUME_MULTI_ATTACH",
    ];

    private readonly World _world;
    private readonly Tokens _tokens;

    internal CloudBuilder(World world, Tokens tokens)
    {
        _world = world;
        _tokens = tokens;
        AddImage("cirros");
        foreach (var (name, vcpus, ram, disk) in ((string, int, int, int)[])[("m1.tiny", 1, 512, 1), ("m1.small", 1, 2048, 20), ("m1.medium", 2, 4096, 40), ("m1.large", 4, 8192, 80)])
            AddFlavor(name, vcpus, ram, disk);
    }

    public Host AddHost(HostSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var host = new Host(spec.Name, _world.NewUuid(), _world.Hosts.Count + 3)
        {
            Enabled = spec.Enabled, DisabledReason = spec.DisabledReason, Alive = spec.Up, SeenUp = spec.Up, HypervisorType = spec.Nodes > 1 ? "ironic" : "QEMU",
            HypervisorVersion = spec.HypervisorVersion, Cpu = spec.Cpu,
        };
        for (var i = 0; i < spec.Nodes; i++)
            host.NodeList.Add(NewNode(spec));
        _world.Hosts.Add(spec.Name, host);
        for (var i = 0; i < spec.Nested.Count; i++)
            host.Node.NestedNodes.Add(NewNested(host.Node, i, spec.Nested[i]));
        foreach (var node in host.NodeList.SelectMany(n => n.NestedNodes.Prepend(n)))
            _world.NodesById.Add(node.Id, node);
        if (spec.Zone is not null)
            ZoneAggregate(spec.Zone).HostNames.Add(spec.Name);
        _world.Agents.Add(new NetworkAgent { Id = _world.NewUuid(), Host = spec.Name, Binary = "neutron-openvswitch-agent", Type = "Open vSwitch agent" });
        return host;
    }

    public Flavor AddFlavor(string name, int vcpus, int ram, int disk, IReadOnlyDictionary<string, string>? extraSpecs = null)
    {
        extraSpecs ??= new Dictionary<string, string>();
        var flavor = new Flavor(_world.NewUuid(), name, vcpus, ram, disk)
        {
            ExtraSpecs = extraSpecs, Number = _world.Flavors.Count + 1,
        };
        _world.Flavors.Add(flavor);
        return flavor;
    }

    public Image AddImage(string name, IReadOnlyDictionary<string, string>? properties = null)
    {
        var image = new Image(_world.NewUuid(), name) { Properties = properties ?? new Dictionary<string, string>() };
        _world.Images.Add(image);
        return image;
    }

    public ServerGroup AddGroup(string name, string policy, int? maxServerPerHost = null, string project = "demo")
    {
        var group = new ServerGroup
        {
            Id = _world.NewUuid(), Name = name, Policy = policy, MaxServerPerHost = maxServerPerHost, ProjectId = _tokens.Project(project).Id, UserId = _tokens.Admin.Id,
        };
        _world.Groups.Add(group);
        return group;
    }

    public HostAggregate AddAggregate(string name, IEnumerable<string> hosts, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var aggregate = _world.NewAggregate(name);
        aggregate.HostNames.AddRange(hosts);
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
            aggregate.Meta[key] = value;
        return aggregate;
    }

    public Instance AddInstance(InstanceSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var flavor = _world.Flavors.Find(f => f.Name == spec.Flavor) ?? throw new ArgumentException($"No flavor {spec.Flavor} in the simulated cloud.", nameof(spec));
        var image = spec.Image is null ? _world.Images[0] : _world.Images.Find(i => i.Name == spec.Image) ?? throw new ArgumentException($"No image {spec.Image} in the simulated cloud.", nameof(spec));
        var instance = new Instance(_world.NewUuid(), _world.NextInstanceNumber(), spec.Name, flavor, image)
        {
            ProjectId = _tokens.Project(spec.Project).Id, UserId = _tokens.Admin.Id, PinnedZone = spec.PinnedZone, Locked = spec.Locked, LockedReason = spec.LockedReason,
            CreatedAt = _world.Now, UpdatedAt = _world.Now, LaunchedAt = _world.Now, Tags = spec.Tags, TaskState = spec.TaskState, HasShare = spec.HasShare, Volumes = spec.Volumes, ReservationId = $"r-{_world.NewId()[..8]}",
        };
        foreach (var (key, value) in spec.Metadata)
            instance.Meta[key] = value;
        for (var i = 0; i < spec.Ports; i++)
            instance.AddressList.Add(new Address(i == 0 ? "lab-net" : $"net-{i}", _world.NewIp(), _world.NewMac(), _world.NewUuid(), i == 0 ? spec.VnicType : "normal"));
        if (spec.Group is not null)
            Join(instance, spec.Group);
        _world.Instances.Add(instance.Id, instance);
        InitialState.Apply(_world, instance, spec);
        return instance;
    }

    /// <summary>Adds what a migration that broke in the middle leaves behind: an allocation that belongs to nothing.</summary>
    public string AddLeakedAllocation(string host, string flavor = "m1.small")
    {
        var consumer = _world.NewUuid();
        var found = _world.FindHost(host) ?? throw new ArgumentException($"No host {host} in the simulated cloud.", nameof(host));
        _world.Allocations.Claim(consumer, found.Node, _world.Flavors.First(f => f.Name == flavor).Request, _tokens.Projects[0].Id, _tokens.Admin.Id);
        return consumer;
    }

    /// <summary>Takes of a provider for a consumer that Nova does not know, as much as there is.</summary>
    public void Take(Node provider, IReadOnlyDictionary<string, int> resources)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var there = resources.ToDictionary(r => r.Key, r => Math.Min(r.Value, provider.Stock[r.Key].Capacity - provider.InUse.GetValueOrDefault(r.Key))).Where(r => r.Value > 0).ToDictionary();
        _world.Allocations.Claim(_world.NewUuid(), new Dictionary<Node, Dictionary<string, int>> { [provider] = there }, _tokens.Projects[0].Id, _tokens.Admin.Id);
    }

    /// <summary>Disables the host, and its trait shows it.</summary>
    public static void Disable(Host host)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Enabled = false;
        host.Node.TraitSet.Add(Behaviour.HostLife.DisabledTrait);
    }

    private void Join(Instance instance, string groupName)
    {
        var group = _world.Groups.Find(g => g.Name == groupName) ?? throw new ArgumentException($"No server group {groupName} in the simulated cloud.", nameof(groupName));
        instance.GroupId = group.Id;
        instance.SchedulerHints["group"] = group.Id;
        group.MemberIds.Add(instance.Id);
    }

    private HostAggregate ZoneAggregate(string zone)
    {
        if (_world.Aggregates.Find(a => a.Meta.GetValueOrDefault("availability_zone") == zone) is { } existing)
            return existing;
        var aggregate = _world.NewAggregate(zone);
        aggregate.Meta["availability_zone"] = zone;
        return aggregate;
    }

    private Node NewNested(Node parent, int index, NestedSpec spec)
    {
        var node = new Node(_world.NewUuid(), $"{parent.Name}-{index}") { Parent = parent };
        node.Stock[spec.Resource] = new Inventory(spec.Total);
        node.TraitSet.UnionWith(spec.Traits);
        return node;
    }

    private Node NewNode(HostSpec spec)
    {
        var id = _world.NewUuid();
        var node = new Node(id, spec.Nodes > 1 ? id : spec.Name);
        foreach (var trait in CommonTraits.Concat(spec.Traits))
            node.TraitSet.Add(trait);
        if (!spec.Enabled)
            node.TraitSet.Add(Behaviour.HostLife.DisabledTrait);
        foreach (var (resource, total) in spec.Resources)
            node.Stock[resource] = new Inventory(total);
        if (spec.Nodes > 1)
        {
            node.Stock["CUSTOM_BAREMETAL"] = new Inventory(1);
            return node;
        }
        node.Stock["VCPU"] = new Inventory(spec.Vcpus, AllocationRatio: spec.CpuRatio);
        node.Stock["MEMORY_MB"] = new Inventory(spec.Ram, spec.ReservedRam, spec.RamRatio);
        node.Stock["DISK_GB"] = new Inventory(spec.Disk, AllocationRatio: spec.DiskRatio);
        return node;
    }
}
