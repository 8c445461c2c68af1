using Respite.Simulator.Model;

namespace Respite.Simulator.Faults;

/// <summary>How one instance's moves go wrong, in the lab driver's words: in its name, or as metadata <c>lab_mode</c>.</summary>
public static class InstanceModes
{
    /// <summary>Fails half way, rolled back: server ACTIVE on the source, migration <c>failed</c>.</summary>
    public const string FailMig = "failmig";

    /// <summary>Breaks half way: server ERROR, migration <c>error</c>, an allocation leaks.</summary>
    public const string ErrMig = "errmig";

    /// <summary>Stops at 90 % until force-complete or abort.</summary>
    public const string StuckMig = "stuckmig";

    /// <summary>Every destination refuses it in the check: migration <c>error</c>, server untouched.</summary>
    public const string FailCheck = "failcheck";

    /// <summary>pre_live_migration fails on the destination: migration <c>failed</c>, server untouched.</summary>
    public const string FailPre = "failpre";

    /// <summary>A cold migration fails on the source, rolled back: migration <c>error</c>, server untouched.</summary>
    public const string FailCold = "failcold";

    /// <summary>A cold migration fails on the destination: server ERROR there.</summary>
    public const string FailFinish = "failfinish";

    private static readonly string[] All = [FailMig, ErrMig, StuckMig, FailCheck, FailPre, FailCold, FailFinish];

    internal static string Of(Instance instance) =>
        instance.Meta.GetValueOrDefault("lab_mode") ?? Array.Find(All, m => instance.Name.Contains(m, StringComparison.Ordinal)) ?? "";
}
