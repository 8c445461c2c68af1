using Respite.Planning.Model;

namespace Respite.Planning.Rules;

public delegate RuleResult RuleCheck(InstanceSnapshot instance, HostRoom room, PlacementContext context);

/// <summary>One rule of placement.</summary>
/// <param name="Mirrors">Nova's filter or check that it stands for.</param>
/// <param name="LooksAtRoom">
/// Its answer changes with what the plan has already put on the host, so it is asked at each step. Of the instance it does not look at id, name, project or
/// zone. A rule that does not look at the room is asked once for all hosts that differ in name and fill only: of these it may look at what names them (a
/// member of the instance's groups is there, the instance is excluded there), not at capacity and use.
/// </param>
public sealed record PlacementRule(string Name, string Mirrors, bool LooksAtRoom, RuleCheck Check);
