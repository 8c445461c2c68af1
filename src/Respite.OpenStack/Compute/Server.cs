using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>A server, one shape for what all releases answer.</summary>
public sealed record Server
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>ACTIVE, SHUTOFF, VERIFY_RESIZE, ...</summary>
    public required string Status { get; init; }

    public string? VmState { get; init; }

    /// <summary>Null: nothing is under way.</summary>
    public string? TaskState { get; init; }

    public int? PowerState { get; init; }

    /// <summary>Null: on no host (shelved and offloaded, never scheduled).</summary>
    public string? Host { get; init; }

    public string? HypervisorHostname { get; init; }

    public string? AvailabilityZone { get; init; }

    /// <summary>From 2.96; says something only if <see cref="PinKnown"/>.</summary>
    public string? PinnedAvailabilityZone { get; init; }

    public bool PinKnown { get; init; }

    public bool Locked { get; init; }

    public string? LockedReason { get; init; }

    public string? ProjectId { get; init; }

    public string? UserId { get; init; }

    /// <summary>Network to addresses.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ServerAddress>> Addresses { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>0 to 100 while it migrates; otherwise of no meaning.</summary>
    public int? Progress { get; init; }

    public required Flavor Flavor { get; init; }

    /// <summary>Null: booted from a volume.</summary>
    public string? ImageId { get; init; }

    /// <summary>From 2.98, else empty.</summary>
    public required IReadOnlyDictionary<string, string> ImageProperties { get; init; }

    /// <summary>False below 2.98, and for a server booted from a volume.</summary>
    public bool ImagePropertiesKnown { get; init; }

    /// <summary>From 2.100, else empty.</summary>
    public required IReadOnlyList<string> SchedulerHintGroups { get; init; }

    /// <summary>From 2.71, and only when one server is asked for.</summary>
    public required IReadOnlyList<string> ServerGroups { get; init; }

    public required IReadOnlyList<string> Volumes { get; init; }

    public string? FaultMessage { get; init; }

    public string? HostStatus { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <exception cref="OpenStackException">Unavailable: the cell that holds it does not answer (2.69), so that Nova cannot say where and how it is.</exception>
    internal static Server Read(Answer s) => s.Text("status") == "UNKNOWN" && !s.Knows("OS-EXT-STS:vm_state")
        ? throw s.Unavailable($"Nova cannot say where and how server {s.Text("id")} is: the cell that holds it does not answer")
        : ReadKnown(s);

    private static Server ReadKnown(Answer s) => new()
    {
        Id = s.Text("id"),
        Name = s.Text("name"),
        Status = s.Text("status"),
        VmState = s.OptionalText("OS-EXT-STS:vm_state"),
        TaskState = s.OptionalText("OS-EXT-STS:task_state"),
        PowerState = s.OptionalInt("OS-EXT-STS:power_state"),
        Host = s.OptionalText("OS-EXT-SRV-ATTR:host"),
        HypervisorHostname = s.OptionalText("OS-EXT-SRV-ATTR:hypervisor_hostname"),
        AvailabilityZone = s.OptionalText("OS-EXT-AZ:availability_zone") is { Length: > 0 } zone ? zone : null,
        PinnedAvailabilityZone = s.OptionalText("pinned_availability_zone"),
        PinKnown = s.Knows("pinned_availability_zone"),
        Locked = s.Flag("locked"),
        LockedReason = s.OptionalText("locked_reason"),
        ProjectId = s.OptionalText("tenant_id"),
        UserId = s.OptionalText("user_id"),
        Addresses = s.Map(
            "addresses", n => (IReadOnlyList<ServerAddress>)[.. n.Self().Select(a => new ServerAddress(a.Text("addr"), a.OptionalText("OS-EXT-IPS-MAC:mac_addr")))]),
        Metadata = s.TextMap("metadata"),
        Tags = s.Texts("tags"),
        Progress = s.OptionalInt("progress"),
        Flavor = Flavor.Read(s["flavor"]),
        ImageId = s.Has("image") && s["image"].Has("id") ? s["image"].Text("id") : null,
        ImageProperties = s.Has("image") ? s["image"].TextMap("properties") : new Dictionary<string, string>(),
        ImagePropertiesKnown = s.Has("image") && s["image"].Knows("properties"),
        SchedulerHintGroups = s.Has("scheduler_hints") ? s["scheduler_hints"].TextOrTexts("group") : [],
        ServerGroups = s.Texts("server_groups"),
        Volumes = [.. s.Items("os-extended-volumes:volumes_attached").Select(v => v.Text("id"))],
        FaultMessage = s.Has("fault") ? s["fault"].OptionalText("message") : null,
        HostStatus = s.OptionalText("host_status"),
        CreatedAt = s.OptionalTime("created"),
        UpdatedAt = s.OptionalTime("updated"),
    };
}

/// <summary>An address of a server on one network.</summary>
public sealed record ServerAddress(string Address, string? Mac);

/// <summary>The flavor as it was when the server was booted or last resized (embedded since 2.47).</summary>
/// <param name="RamMb">MiB.</param>
/// <param name="DiskGb">GiB, the root disk.</param>
public sealed record Flavor(string? Name, int Vcpus, int RamMb, int DiskGb, int EphemeralGb, int SwapMb, IReadOnlyDictionary<string, string> ExtraSpecs)
{
    internal static Flavor Read(Answer f) => new(
        f.OptionalText("original_name"), f.Int("vcpus"), f.Int("ram"), f.Int("disk"),
        f.OptionalInt("ephemeral") ?? 0, f.OptionalInt("swap") ?? 0, f.TextMap("extra_specs"));
}
