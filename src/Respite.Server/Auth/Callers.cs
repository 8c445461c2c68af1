using System.Security.Cryptography;
using System.Text;
using Respite.OpenStack.Session;

namespace Respite.Server.Auth;

/// <summary>Who is behind a token: this server's own one (<c>endpoint.json</c>), or a Keystone token.</summary>
/// <param name="keystone">Null: this server's own token alone is let in.</param>
internal sealed class Callers(string localToken, KeystoneTokens? keystone)
{
    private readonly byte[] local = Encoding.UTF8.GetBytes(localToken);

    public bool TakesKeystone => keystone is not null;

    /// <returns>Null: nobody.</returns>
    /// <exception cref="OpenStackException">Keystone does not answer.</exception>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancel)
    {
        if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), local))
            return Caller.Local;
        return keystone is null ? null : await keystone.FindAsync(token, cancel);
    }

    /// <summary>After a token has been ended: the next look asks Keystone.</summary>
    public void Forget(string token) => keystone?.Forget(token);
}
