using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>All that a decision on one move may depend on.</summary>
/// <param name="Instance">Null: deleted. Its host tells whether it is still here.</param>
/// <param name="Migrations">This instance's migrations, newest first.</param>
/// <param name="WhyEnded">For an attempt that has ended badly: what Nova's instance action says.</param>
/// <param name="MayStart">False while paused or cancelling: what runs is watched to its end, nothing new begins.</param>
/// <param name="Abort">Cancelling, and what runs is to be aborted.</param>
internal sealed record MoveSight(
    InstanceView? Instance,
    IReadOnlyList<MigrationView> Migrations,
    AttemptFailure? WhyEnded,
    DrainPolicy Policy,
    bool MayStart,
    bool Abort,
    DateTimeOffset Now)
{
    public MigrationView? Newest => Migrations.Count > 0 ? Migrations[0] : null;

    public MigrationView? Open => Migrations.FirstOrDefault(m => m.IsOpen);

    public bool IsOn(string host) => Instance?.Host == host;

    /// <summary>It is elsewhere, yet its unconfirmed resize or cold migration still holds its room on this host.</summary>
    public bool StillHolds(string host) =>
        !IsOn(host) && Instance?.Status == "VERIFY_RESIZE" && Migrations.Any(m => m.AwaitsConfirmation && m.SourceHost == host);

    /// <summary>The migration of the present attempt, once Nova shows it: of the kind, and to the host, that was asked for. Another is somebody else's.</summary>
    public MigrationView? Of(Move move) => move.MigrationId is { } id
        ? Migrations.FirstOrDefault(m => m.Id == id)
        : Migrations.FirstOrDefault(m => m.Id > move.BaselineMigration && m.Type == TypeOf(move.Kind)
            && (move.Destination is null || m.DestinationHost is null || m.DestinationHost == move.Destination));

    private static string? TypeOf(MoveKind kind) => kind switch
    {
        MoveKind.LiveMigrate => "live-migration",
        MoveKind.ColdMigrate => "migration",
        _ => null,
    };
}

/// <summary>Why an attempt ended badly.</summary>
/// <param name="Sentence">What happened and what follows, in words.</param>
/// <param name="Unharmed">The instance is as it was, on the source.</param>
/// <param name="BlamesDestination">Another destination may do better.</param>
internal sealed record AttemptFailure(string Sentence, bool Unharmed, bool BlamesDestination);

/// <summary>What follows for one move.</summary>
/// <param name="WantsStart">It is ready; the throttle decides when.</param>
internal sealed record MoveDecision(Move Move, MoveAction? Action = null, bool WantsStart = false);

/// <summary>One call to Nova.</summary>
internal enum MoveAction
{
    Start,
    Confirm,
    Abort,
    ForceComplete,
}
