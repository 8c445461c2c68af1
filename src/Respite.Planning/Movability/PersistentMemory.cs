using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// Persistent memory (<c>hw:pmem</c>, <c>CUSTOM_PMEM_NAMESPACE_*</c>): live-migrated when all computes are of service version 51 or later
/// (conductor/tasks/live_migrate.py, <c>_check_can_migrate_specific_resources</c>), that is from Ussuri's successor Victoria on; both speak 2.87.
/// </summary>
internal static class PersistentMemory
{
    public static Hindrance? Check(InstanceSnapshot instance) =>
        Asked.Find(instance.FlavorExtraSpecs, "hw:pmem") is null ? null
        : instance.ComputeMinor >= ComputeRelease.Ussuri
            ? new(Hinders.Not, false, "has persistent memory", "has persistent memory, which moves live only between computes of Victoria or later: Nova checks that")
            : new(Hinders.Forbids, false, "has persistent memory, which Nova does not live-migrate before Victoria");
}
