using System.Security.Cryptography;
using Respite.Tests.Shared;

namespace Respite.Server.Tests.Fuzz;

/// <summary>PostgreSQL takes less than SQLite: no NUL in a text, no number beyond its column's type.</summary>
public sealed class PostgresFuzzTests(PostgresServer server) : FuzzTests
{
    private protected override async Task<Func<ServerOptions, ServerOptions>> StateAsync()
    {
        var database = await server.NewDatabaseAsync();
        await RespiteServer.SyncDatabaseAsync(database, TestContext.Current.CancellationToken);
        return options =>
        {
            var key = Path.Combine(options.StateDirectory, "shared.key");
            Directory.CreateDirectory(options.StateDirectory);
            File.WriteAllText(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            return options with { Database = database, WebhookKeyFile = key };
        };
    }
}
