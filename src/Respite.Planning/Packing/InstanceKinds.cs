using Respite.Planning.Model;

namespace Respite.Planning.Packing;

/// <summary>
/// Instances with the same candidates that differ in nothing that a rule which looks at the room may see are of one kind: in a packing they stand
/// for each other.
/// </summary>
internal sealed class InstanceKinds(Looks looks)
{
    private readonly Dictionary<(InstanceSnapshot Look, int[] Candidates), int> _kinds = [];

    public int Of(InstanceSnapshot instance, int[] candidates)
    {
        // Project and zone are the fixed rules' business: they show in the candidates.
        var look = instance with
        {
            Id = "",
            Name = "",
            ProjectId = null,
            Zone = null,
            PinnedZone = null,
            PinKnown = false,
            RequiredTraits = looks.Same(instance.RequiredTraits),
            ForbiddenTraits = looks.Same(instance.ForbiddenTraits),
            GroupIds = looks.Same(instance.GroupIds),
            FlavorExtraSpecs = looks.Same(instance.FlavorExtraSpecs),
            ImageProperties = looks.Same(instance.ImageProperties),
            Metadata = looks.Same(instance.Metadata),
            Tags = [],
            Attachments = Attachments.None,
        };
        if (!_kinds.TryGetValue((look, candidates), out var kind))
            _kinds[(look, candidates)] = kind = _kinds.Count;
        return kind;
    }
}
