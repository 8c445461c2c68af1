using Respite.Planning.Model;

namespace Respite.Planning.Rules;

public delegate RuleResult RuleCheck(InstanceSnapshot instance, HostRoom room, PlacementContext context);

/// <summary>One rule of placement.</summary>
/// <param name="Mirrors">Nova's filter or check that it stands for.</param>
/// <param name="LooksAtRoom">Its answer changes with what the plan has already put on the host, so it is asked at each step.</param>
public sealed record PlacementRule(string Name, string Mirrors, bool LooksAtRoom, RuleCheck Check);
