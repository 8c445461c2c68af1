namespace Respite.Planning.Model;

/// <summary>What is wrong with a policy's ladder.</summary>
internal static class LadderErrors
{
    public static IEnumerable<PolicyError> Of(DrainPolicy policy)
    {
        const string Key = "ladder";
        var ladder = policy.Ladder;
        foreach (var rung in ladder.Where(rung => !Enum.IsDefined(rung)).Distinct())
            yield return new(Key, $"{rung} is not a rung", $"say one of {string.Join(", ", Enum.GetNames<LadderRung>())}");
        if (ladder.Count == 0 || ladder[^1] != LadderRung.Ask || ladder.Take(ladder.Count - 1).Contains(LadderRung.Ask))
            yield return new(Key, "does not end with ask, or has it elsewhere as well", "put ask last, and only there");
        if (policy.AllowDowntime)
            yield break;
        if (ladder.Contains(LadderRung.ForceComplete))
            yield return new(Key, "force_complete pauses the guest", "say allow_downtime: true, or take it out");
        if (ladder.Contains(LadderRung.ColdMigrate))
            yield return new(Key, "cold_migrate stops the guest", "say allow_downtime: true, or take it out");
    }
}
