using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>What a running live migration reports: written at intervals, not at every look.</summary>
internal static class Progress
{
    /// <summary>Brings the reports of all running migrations up to now.</summary>
    public static void Report(World world)
    {
        foreach (var migration in world.Flowing)
        {
            var every = world.Agenda.Scale(world.Timings.Report);
            var elapsed = world.Now - migration.RunningSince!.Value;
            var reports = every > TimeSpan.Zero ? Math.Floor(elapsed / every) : 0;
            var reportedAt = migration.RunningSince.Value + (every * reports);
            var done = migration.RunningFor > TimeSpan.Zero ? every * reports / migration.RunningFor : 1.0;
            migration.Progress = Math.Min(done, migration.ProgressCap);
            migration.Instance.Progress = (int)Math.Round(migration.Progress.Value * 100);
            if (reportedAt > migration.UpdatedAt)
                migration.UpdatedAt = reportedAt;
        }
    }

    /// <summary>No more reports; the last stays as it is unless given.</summary>
    public static void Freeze(World world, Migration migration, double? last)
    {
        if (!world.Flowing.Remove(migration))
            return;
        migration.Progress = last ?? migration.Progress;
        migration.UpdatedAt = world.Now;
    }
}
