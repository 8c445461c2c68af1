using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>A rule that does not hold for some instances: what if?</summary>
internal sealed record RuleException(PlacementRule Rule, IReadOnlySet<string> InstanceIds);
