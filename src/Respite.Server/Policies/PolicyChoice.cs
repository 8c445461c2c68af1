using Respite.Planning.Model;

namespace Respite.Server.Policies;

/// <summary>The policy that a request comes to.</summary>
/// <param name="Name">Null: it was written out, or is Respite's own default.</param>
internal sealed record ChosenPolicy(DrainPolicy Policy, string? Name);

/// <summary>There is no policy of this name.</summary>
public sealed class UnknownPolicyException(string name) : Exception($"There is no policy {name}; GET /v1/policies (`respite policy list`) lists them.");

/// <summary>Which policy holds: the one that is written out, the one that is named, the cloud's default, or Respite's own.</summary>
internal sealed class PolicyChoice(PolicyStore store)
{
    /// <exception cref="UnknownPolicyException">There is none of this name.</exception>
    public async Task<ChosenPolicy> OfAsync(DrainPolicy? written, string? name)
    {
        if (written is not null)
            return new(written, null);
        var named = name is null ? await store.DefaultAsync() : await store.FindAsync(name) ?? throw new UnknownPolicyException(name);
        return new(named?.Policy ?? new DrainPolicy(), named?.Name);
    }
}
