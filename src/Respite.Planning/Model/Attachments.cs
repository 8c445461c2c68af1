namespace Respite.Planning.Model;

/// <summary>What is attached to an instance that decides how it can move and that Nova's list of servers does not show. Nothing where nobody asked.</summary>
public sealed record Attachments
{
    public static Attachments None { get; } = new();

    /// <summary><c>binding:vnic_type</c> of its ports, as Neutron says it (<c>direct</c>, <c>vdpa</c>...; <c>normal</c> left out), in order.</summary>
    public IReadOnlyList<string> VnicTypes { get; init; } = [];

    /// <summary>A Manila share (compute 2.97).</summary>
    public bool HasShares { get; init; }

    /// <summary>A Cinder volume that is encrypted.</summary>
    public bool HasEncryptedVolumes { get; init; }

    public bool Equals(Attachments? other) =>
        other is not null && (HasShares, HasEncryptedVolumes) == (other.HasShares, other.HasEncryptedVolumes) && VnicTypes.SequenceEqual(other.VnicTypes);

    public override int GetHashCode() => HashCode.Combine(HasShares, HasEncryptedVolumes, VnicTypes.Count);
}
