using Respite.Planning.Rules;

namespace Respite.Planning.Model;

public enum RoomChangeKind
{
    /// <summary>A disabled host that is up is enabled: nobody is disturbed.</summary>
    EnableHost,
    /// <summary>So much is freed on one host, by moving or deleting what is there.</summary>
    FreeRoom,
    /// <summary>An anti-affinity group admits more members a host.</summary>
    WidenGroup,
    /// <summary>A rule does not hold for the instances named.</summary>
    LiftRule,
}

/// <summary>A change after which everything that is to move has a place: found by planning again with it.</summary>
/// <param name="Host">With <see cref="RoomChangeKind.EnableHost"/> and <see cref="RoomChangeKind.FreeRoom"/>.</param>
/// <param name="Resources">With <see cref="RoomChangeKind.FreeRoom"/>: how much.</param>
/// <param name="GroupId">With <see cref="RoomChangeKind.WidenGroup"/>.</param>
/// <param name="MaxServerPerHost">With <see cref="RoomChangeKind.WidenGroup"/>: how many members a host it would have to admit.</param>
/// <param name="Rule">With <see cref="RoomChangeKind.LiftRule"/>: its name in docs/planning.md.</param>
/// <param name="Words">What to do, for people.</param>
public sealed record RoomChange(
    RoomChangeKind Kind, string Words, string? Host = null, ResourceVector? Resources = null, string? GroupId = null, int? MaxServerPerHost = null, string? Rule = null)
{
    /// <summary>The cloud as it is after the change. A rule is not the cloud's to change: that one leaves it as it is.</summary>
    public CloudSnapshot ApplyTo(CloudSnapshot cloud) => Kind switch
    {
        RoomChangeKind.EnableHost => With(cloud, host => host with
        {
            Enabled = true,
            Traits = host.Traits.Where(trait => trait != ComputeStatusRule.DisabledTrait).ToHashSet(StringComparer.Ordinal),
        }),
        RoomChangeKind.FreeRoom => With(cloud, host => host with { Used = host.Used.Minus(Resources!) }),
        RoomChangeKind.WidenGroup => cloud with
        {
            Groups = [.. cloud.Groups.Select(group => group.Id == GroupId ? group with { MaxServerPerHost = MaxServerPerHost!.Value } : group)],
        },
        _ => cloud,
    };

    private CloudSnapshot With(CloudSnapshot cloud, Func<HostSnapshot, HostSnapshot> change) =>
        cloud with { Hosts = [.. cloud.Hosts.Select(host => host.Name == Host ? change(host) : host)] };
}
