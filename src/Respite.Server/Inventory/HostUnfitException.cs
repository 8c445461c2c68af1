namespace Respite.Server.Inventory;

/// <summary>The host cannot be drained at all; the message says why and what to do.</summary>
public class HostUnfitException(string message) : Exception(message);

/// <summary>Nova has no nova-compute service of this name.</summary>
public sealed class UnknownHostException(string host, IEnumerable<string> known) : HostUnfitException(
    $"Nova knows no compute host {host}{Like(host, known)}. `respite hosts` lists them.")
{
    private static string Like(string host, IEnumerable<string> known)
    {
        var near = known.Where(k => k.StartsWith(host, StringComparison.OrdinalIgnoreCase) || host.StartsWith(k, StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        return near.Count == 0 ? "" : $" (is it {string.Join(" or ", near)}?)";
    }
}
