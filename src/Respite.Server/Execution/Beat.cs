namespace Respite.Server.Execution;

/// <summary>
/// How often each host is looked at while it is drained: the more of them, the more rarely each, so that Nova is not asked more for it.
/// What ends meanwhile <see cref="MigrationWatch"/> sees, in one request for all of them.
/// </summary>
internal static class Beat
{
    private const int LooksASecond = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Up to so many hosts are each looked at as often as one alone.</summary>
    public const int Unhurried = 20;

    public static TimeSpan Of(int hosts, TimeSpan shortest)
    {
        var spread = TimeSpan.FromSeconds((double)hosts / LooksASecond);
        return hosts <= Unhurried || spread < shortest ? shortest : spread < Longest ? spread : Longest;
    }
}
