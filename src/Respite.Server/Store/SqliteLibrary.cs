using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Respite.Server.Store;

/// <summary>Binds the managed provider to the distribution's libsqlite3, which gets security updates; none is bundled.</summary>
internal static class SqliteLibrary
{
    private static readonly Lock Gate = new();
    private static bool bound;

    /// <exception cref="StateException">libsqlite3 is not installed.</exception>
    public static void Bind()
    {
        lock (Gate)
        {
            if (bound)
                return;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            bound = true;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var candidate in new[] { "libsqlite3.so.0", "libsqlite3.dylib", "sqlite3" })
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle))
                return handle;
        }
        throw new StateException("The SQLite library (libsqlite3) is not installed: install it (Debian: apt-get install libsqlite3-0).");
    }
}
