using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Respite.OpenStack.Session;

namespace Respite.Server.Auth;

/// <summary>
/// Asks Keystone whom a token stands for, with the server's own credentials. An answer is kept for a few minutes, by the token's hash, and
/// never past its expiry: a token that is revoked ends with that at the latest.
/// </summary>
internal sealed class KeystoneTokens(OpenStackSession session, RoleMap roles, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    /// <returns>Null: Keystone does not know it, or it has expired or was revoked.</returns>
    /// <exception cref="OpenStackException">Keystone does not answer.</exception>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancel)
    {
        var key = Key(token);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var kept) && kept.Until > now)
            return kept.Caller;
        if (await session.Identity.ValidateAsync(token, cancel) is not { } found || found.ExpiresAt <= now)
        {
            known.TryRemove(key, out _);
            return null;
        }
        if (known.Count >= MostKept)
            Forget(now);
        var caller = new Caller(found.UserId, found.UserName, found.ProjectId, roles.Of(found));
        known[key] = (caller, found.ExpiresAt < now + Kept ? found.ExpiresAt : now + Kept);
        return caller;
    }

    public void Forget(string token) => known.TryRemove(Key(token), out _);

    private static string Key(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>What has run out; and if that is nothing, everything: each is asked for again when it comes.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, value) in known)
        {
            if (value.Until <= now)
                known.TryRemove(key, out _);
        }
        if (known.Count >= MostKept)
            known.Clear();
    }
}
