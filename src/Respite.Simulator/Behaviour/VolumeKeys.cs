using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>The keys of encrypted volumes: Nova reads them on the destination, as whoever asked for the migration.</summary>
internal static class VolumeKeys
{
    /// <summary>Barbican's answer to a migration whose caller may not read a key; null: all can be read, or there is none.</summary>
    public static string? Refusal(World world, Migration migration) =>
        !world.Options.VolumeKeysReadable && migration.ProjectId != migration.Instance.ProjectId && migration.Instance.Volumes.Any(v => v.Encrypted)
            ? "Key manager error: Forbidden: Secret payload retrieval attempt not allowed - please review your user/project privileges"
            : null;
}
