using System.Security.Cryptography;
using System.Text;

namespace Respite.Server.WatcherApi.Running;

internal static class ActionId
{
    /// <summary>The same for the same action of the same plan, whoever lists it and when.</summary>
    /// <param name="what">What it does to what.</param>
    public static string Of(string planId, string what) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{planId} {what}")).AsSpan(0, 16)).ToString();
}
