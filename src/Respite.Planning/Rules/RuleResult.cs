using Respite.Planning.Model;

namespace Respite.Planning.Rules;

public enum RuleOutcome { Allow, Refuse, Penalise }

/// <summary>Words a rule's answer for one pair. Called only for what is reported: five thousand refused hosts cost no string.</summary>
public delegate string RuleReason(InstanceSnapshot instance, HostRoom room, PlacementContext context);

/// <summary>A rule's answer: <c>Allow | Refuse(reason) | Penalise(cost, reason)</c>.</summary>
/// <param name="Label">Short words for the kind of refusal, the same for all hosts of that kind: reports count by it ("3 disabled").</param>
public readonly record struct RuleResult(RuleOutcome Outcome, double Cost, string? Label, RuleReason? Reason)
{
    public static RuleResult Allow => default;

    public static RuleResult Refuse(string label, RuleReason reason) => new(RuleOutcome.Refuse, 0, label, reason);

    /// <param name="cost">In the unit of the packing's score: 1 is the difference between an empty host and a full one.</param>
    public static RuleResult Penalise(double cost, string label, RuleReason reason) => new(RuleOutcome.Penalise, cost, label, reason);

    public bool Refused => Outcome == RuleOutcome.Refuse;
}
