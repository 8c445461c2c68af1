using System.Security.Cryptography;
using System.Text;

namespace Respite.Server.Webhooks;

/// <summary>
/// Makes the secrets that deliveries are signed with, and seals them for the database (AES-256-GCM, bound to their webhook) with a key that
/// lies in a file outside of it: who reads the database, or a copy of it, can sign nothing.
/// </summary>
internal sealed class WebhookSecrets
{
    public const string Prefix = "whsec_";

    private const int Size = 32;
    private readonly Lazy<(byte[]? Key, string? Missing)> key;

    /// <param name="file">Holds the key, 32 bytes in Base64; read when it is first needed.</param>
    /// <param name="make">Makes the file where there is none: for a server that shares its state with no other.</param>
    public WebhookSecrets(string? file, bool make) => key = new(() => Load(file, make));

    /// <summary>Null: webhooks can be used. Else why not, and what to do.</summary>
    public string? Missing => key.Value.Missing;

    /// <returns>A secret as Standard Webhooks writes them, <c>whsec_</c> and Base64.</returns>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));

    public string Seal(string webhookId, string secret) => SealBytes(webhookId, Convert.FromBase64String(secret[Prefix.Length..]));

    /// <param name="to">What it is bound to: it opens for nothing else.</param>
    public string SealBytes(string to, byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (tag, hidden) = (new byte[AesGcm.TagByteSizes.MaxSize], new byte[plain.Length]);
        using var cipher = new AesGcm(Key, tag.Length);
        cipher.Encrypt(nonce, plain, hidden, tag, Encoding.UTF8.GetBytes(to));
        return Convert.ToBase64String([.. nonce, .. tag, .. hidden]);
    }

    /// <returns>The bytes to sign with.</returns>
    /// <exception cref="CryptographicException">It was sealed with another key, or for another webhook.</exception>
    public byte[] Open(string webhookId, string sealedSecret) => OpenBytes(webhookId, sealedSecret);

    /// <exception cref="CryptographicException">It was sealed with another key, or bound to something else.</exception>
    public byte[] OpenBytes(string to, string sealedBytes)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var all = Convert.FromBase64String(sealedBytes);
        var plain = new byte[all.Length - nonce - tag];
        using var cipher = new AesGcm(Key, tag);
        cipher.Decrypt(all.AsSpan(0, nonce), all.AsSpan(nonce + tag), all.AsSpan(nonce, tag), plain, Encoding.UTF8.GetBytes(to));
        return plain;
    }

    private byte[] Key => key.Value.Key ?? throw new CryptographicException(Missing);

    private static (byte[]? Key, string? Missing) Load(string? file, bool make)
    {
        if (file is null)
            return (null, "Replicas that share a database need one key for the webhooks' secrets: put 32 random bytes in Base64 into a file (openssl rand -base64 32) and name it as webhooks.key in the configuration of each.");
        try
        {
            if (make && !File.Exists(file))
                Make(file);
            var read = Convert.FromBase64String(File.ReadAllText(file).Trim());
            return read.Length == Size ? (read, null) : (null, $"The key of the webhooks' secrets, {file}, must be {Size} bytes in Base64 and has {read.Length}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return (null, $"The key of the webhooks' secrets, {file}, cannot be read: {(e is FormatException ? "it is not Base64" : e.Message)}.");
        }
    }

    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
    }
}
