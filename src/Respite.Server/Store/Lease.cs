namespace Respite.Server.Store;

/// <summary>
/// How long this replica may act on a maintenance that it has claimed, by its own steady clock: one that was stopped for longer (a
/// debugger, a frozen machine) finds its lease over before it calls Nova, though its timers may not have fired yet.
/// </summary>
/// <param name="Since"><see cref="TimeProvider.GetTimestamp"/> before the claim was asked for.</param>
public readonly record struct Lease(TimeProvider Clock, long Since, TimeSpan Length)
{
    /// <summary>The last moments are left unused: a call is on its way for a while.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public bool IsOver => Clock is not null && Clock.GetElapsedTime(Since) > Length - Margin;
}
