using Respite.Planning.Model;

namespace Respite.Server.Tenants;

/// <summary>Something that has happened to an instance, as its owner is told of it.</summary>
/// <param name="Seq">Ascending; those of one project are not consecutive.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record OwnEvent(long Seq, DateTimeOffset At, string InstanceId, string InstanceName, OwnState Type, string Message)
{
    /// <summary>The journal's types that say something to an owner.</summary>
    internal static IReadOnlyList<string> Told { get; } = ["move.submitting", "move.retrying", "move.failed", "move.done", "move.left", "move.skipped"];

    /// <param name="told">One of <see cref="Told"/>.</param>
    internal static OwnEvent Of(long seq, DateTimeOffset at, string instanceId, string instanceName, string told, MoveKind kind)
    {
        var type = (told, kind) switch
        {
            ("move.submitting", _) => OwnState.UnderWay,
            ("move.retrying" or "move.failed", _) => OwnState.Delayed,
            ("move.left", MoveKind.Stop) => OwnState.Stopped,
            ("move.left" or "move.skipped", _) => OwnState.Stays,
            _ => OwnState.Done,
        };
        // How it was moved is not said: what the record says of that is of its last attempt.
        var words = type switch
        {
            OwnState.UnderWay when kind == MoveKind.Stop => "is being stopped while its hardware is worked on",
            OwnState.UnderWay => "is being moved to other hardware",
            OwnState.Delayed => "has not been moved yet",
            OwnState.Stopped => "is stopped while its hardware is worked on",
            OwnState.Stays => "stays where it is",
            _ => "has been moved; the work on the hardware does not concern it any more",
        };
        return new OwnEvent(seq, at, instanceId, instanceName, type, $"{instanceName} {words}.");
    }
}
