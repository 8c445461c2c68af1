using static Respite.Server.WatcherApi.Records.AuditState;

namespace Respite.Server.WatcherApi.Records;

/// <summary>Where an audit stands. Shown in capitals.</summary>
internal enum AuditState
{
    Pending,
    Ongoing,
    Succeeded,
    Failed,
    Cancelled,
    Suspended,
}

/// <summary>What a client may make of an audit's state. (That an audit begins and ends by itself is not its business.)</summary>
internal static class AuditTransitions
{
    private static readonly Dictionary<AuditState, AuditState[]> Table = new()
    {
        [Pending] = [Ongoing, Cancelled],
        [Ongoing] = [Failed, Succeeded, Cancelled, Suspended],
        [Suspended] = [Ongoing],
        [Succeeded] = [],
        [Failed] = [],
        [Cancelled] = [],
    };

    public static bool May(AuditState from, AuditState to) => from == to || Table[from].Contains(to);

    /// <summary>Nothing of it is under way: it may be deleted.</summary>
    public static bool MayBeDeleted(this AuditState state) => state is Succeeded or Failed or Cancelled or Suspended;
}
