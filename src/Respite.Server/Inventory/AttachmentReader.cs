using Respite.OpenStack.Session;
using Respite.Planning.Drain;
using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>What of an instance decides how it can move and Nova's list of servers does not show: its ports' kinds, its shares and its volumes.</summary>
internal static class AttachmentReader
{
    private const int VolumesAtOnce = 8;
    private static readonly Microversion Shares = new(2, 97);

    /// <summary>By instance, what kinds of ports it has beside normal ones. One request, and only when something may move.</summary>
    public static async Task<ILookup<string, string>> PortsAsync(
        OpenStackSession session, string host, IReadOnlyList<InstanceView> instances, DrainPolicy policy, CancellationToken cancel)
    {
        var found = policy.Instances == InstanceScope.None || instances.Count == 0 ? [] : await session.Network.PortsAsync(host, cancel);
        return found.Where(p => p.VnicType != "normal").Select(p => (p.DeviceId, p.VnicType)).Distinct()
            .ToLookup(p => p.DeviceId, p => p.VnicType, StringComparer.Ordinal);
    }

    /// <summary>
    /// The instances with a Manila share (compute 2.97). A request for each that can have one: virtiofs needs memory that is backed by huge pages or by
    /// files (compute/api.py, attach_share), so that is none on most hosts.
    /// </summary>
    /// <param name="traits">The host's; null where Placement has not told them.</param>
    public static async Task<IReadOnlySet<string>> SharedAsync(
        OpenStackSession session, IReadOnlyList<InstanceView> instances, IReadOnlySet<string>? traits, DrainPolicy policy, CancellationToken cancel)
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        if (policy.Instances == InstanceScope.None || await session.Compute.VersionAsync(cancel) < Shares)
            return shared;
        var fileBacked = traits?.Contains("COMPUTE_MEM_BACKING_FILE") == true;
        foreach (var instance in instances.Where(i => fileBacked || HasPages(i.Snapshot)))
        {
            if (await session.Compute.Servers.HasSharesAsync(instance.Id, cancel))
                shared.Add(instance.Id);
        }
        return shared;
    }

    /// <summary>
    /// The instances with an encrypted volume. A request for each volume of those that may move, some side by side, and none where the policy says that
    /// it does not matter.
    /// </summary>
    public static async Task<IReadOnlySet<string>> EncryptedAsync(
        OpenStackSession session, IReadOnlyList<InstanceView> instances, DrainPolicy policy, CancellationToken cancel)
    {
        var moving = policy.VolumeKeysReadable ? [] : instances.Where(i => i.Volumes.Count > 0 && MayMove(i.Snapshot, policy)).ToList();
        var encrypted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in moving.SelectMany(i => i.Volumes).Distinct(StringComparer.Ordinal).Chunk(VolumesAtOnce))
            encrypted.UnionWith((await Task.WhenAll(some.Select(id => session.BlockStorage.VolumeAsync(id, cancel)))).Where(v => v is { Encrypted: true }).Select(v => v!.Id));
        return moving.Where(i => i.Volumes.Any(encrypted.Contains)).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static bool MayMove(InstanceSnapshot instance, DrainPolicy policy) =>
        InstanceStates.Decide(instance, policy).Verdict is not (StateVerdict.Leave or StateVerdict.Gone);

    private static bool HasPages(InstanceSnapshot instance) =>
        instance.FlavorExtraSpecs.ContainsKey("hw:mem_page_size") || instance.ImageProperties.ContainsKey("hw_mem_page_size");
}
