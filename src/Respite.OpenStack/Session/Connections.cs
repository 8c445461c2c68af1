using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Respite.OpenStack.Session;

/// <summary>Makes the connections to one cloud, with the certificates that its configuration trusts.</summary>
internal static class Connections
{
    /// <exception cref="CloudConfigException">The file of authorities cannot be read.</exception>
    public static SocketsHttpHandler Handler(CloudConfig config)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // A redirect would carry the token along to whatever address is named.
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (config.AuthUrl.IsLoopback)
            handler.UseProxy = false;
#pragma warning disable CA5359 // verify: false is the operator's explicit word in clouds.yaml
        if (!config.Verify)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        else if (config.CaFile is { } file)
            handler.SslOptions.CertificateChainPolicy = Trusting(file);
        return handler;
    }

    private static X509ChainPolicy Trusting(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CloudConfigException($"cacert '{file}' cannot be read: {e.Message}");
        }
        if (authorities.Count == 0)
            throw new CloudConfigException($"cacert '{file}' holds no certificate (PEM).");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
