using System.Data.Common;

namespace Respite.Server.Store;

/// <summary>The database does not answer, or its connection broke.</summary>
internal static class StoreOutage
{
    public static bool Is(Exception e) => e is DbException or IOException or TimeoutException;
}
