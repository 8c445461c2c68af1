using Respite.Planning.Model;
using Respite.Planning.Movability;
using Respite.Planning.Words;

namespace Respite.Planning.Drain;

/// <summary>
/// How an idle instance that runs (ACTIVE or PAUSED) leaves: by what was said of it, by what hinders it, by what the policy allows. It goes
/// cold only if it is ACTIVE (compute/api.py, <c>resize</c>: ACTIVE or STOPPED) and its owner has asked for that, or the policy allows downtime and
/// somebody (operator, flavor, project, <c>unmovable</c>) has chosen it.
/// </summary>
internal static class RunningInstance
{
    public static StateDecision Decide(InstanceSnapshot instance, DrainPolicy policy, Spoken spoken)
    {
        var mobility = HindranceRules.Of(instance, policy);
        return (spoken.Word, instance.Status) switch
        {
            (Word.Cold, "ACTIVE") => Cold(policy, spoken, mobility),
            (Word.Stop, "ACTIVE") => Stopped(policy, spoken),
            _ => Live(instance, policy, spoken, mobility),
        };
    }

    private static StateDecision Stopped(DrainPolicy policy, Spoken spoken) => MayStop(policy, spoken)
        ? new(StateVerdict.Move, MoveKind.Stop, $"{spoken.Sentence}: it stays on the host, stopped, and is started again when the host is handed back")
        : Person($"{spoken.Sentence}, which stops it, and the policy allows no downtime (allow_downtime: true)");

    private static bool MayStop(DrainPolicy policy, Spoken spoken) => spoken.By == Speaker.Owner || policy.AllowDowntime;

    private static StateDecision Cold(DrainPolicy policy, Spoken spoken, Mobility mobility) =>
        mobility.ForbidsCold is { } why ? Person($"{spoken.Sentence}, but it {why}")
        : MayStop(policy, spoken) ? Stop($"{spoken.Sentence}: it is stopped, cold-migrated and started again", mobility)
        : Person($"{spoken.Sentence}, which stops it, and the policy allows no downtime (allow_downtime: true)");

    private static StateDecision Live(InstanceSnapshot instance, DrainPolicy policy, Spoken spoken, Mobility mobility)
    {
        var livesOnly = spoken.Word == Word.Live;
        if (mobility.ForbidsLive is { } forbidden)
            return livesOnly ? Person($"{spoken.Sentence}, but it {forbidden}") : Unmovable(instance, policy, mobility, forbidden, $"it {forbidden}");
        if (mobility.Interrupts is { } noticed && !livesOnly && !policy.AllowDowntime)
            return Unmovable(instance, policy, mobility, noticed, $"it {noticed}: say live for it, or allow_downtime: true");
        var how = instance.Status == "PAUSED"
            ? "is paused: it is live-migrated and arrives paused" + (spoken.Word == Word.Cold ? $" ({spoken.Sentence}, which Nova does only with what is ACTIVE or stopped)" : "")
            : mobility.Interrupts is { } interrupted ? $"{interrupted}: it is live-migrated all the same, as {(livesOnly ? spoken.Sentence : "the policy allows downtime")}"
            : livesOnly ? $"runs: it is live-migrated, and {spoken.Sentence}"
            : "runs: it is live-migrated, without downtime";
        return new(StateVerdict.Move, MoveKind.LiveMigrate, how)
        {
            Estimate = mobility.Estimate,
            LiveOnly = livesOnly ? spoken.Sentence : mobility.ForbidsCold is { } why ? $"it {why}" : null,
        };
    }

    private static StateDecision Unmovable(InstanceSnapshot instance, DrainPolicy policy, Mobility mobility, string why, string question) => policy.Unmovable switch
    {
        UnmovableChoice.Leave => new(StateVerdict.Leave, MoveKind.Leave, $"{why}; the policy says unmovable: leave"),
        UnmovableChoice.Cold when instance.Status == "ACTIVE" && policy.AllowDowntime && mobility.ForbidsCold is null =>
            Stop($"{why}; the policy says unmovable: cold, so it is stopped, cold-migrated and started again", mobility),
        _ => Person(question + (mobility.ForbidsCold is null && instance.Status == "ACTIVE" ? "; the policy may say unmovable: cold (with allow_downtime: true), or leave it" : "")),
    };

    private static StateDecision Stop(string reason, Mobility mobility) =>
        new(StateVerdict.Move, MoveKind.ColdMigrate, reason) { Estimate = mobility.Estimate };

    private static StateDecision Person(string reason) => new(StateVerdict.NeedsPerson, MoveKind.Leave, "needs a person: " + reason);
}
