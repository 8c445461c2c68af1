using Microsoft.Data.Sqlite;
using Respite.Server.Store;

namespace Respite.Server.Tests.Store;

public sealed class SqliteStoreTests : StoreTests, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("respite-store-").FullName;
    private SqliteDatabase database = null!;

    private protected override IDatabase Database => database;

    public async ValueTask InitializeAsync() => database = await SqliteDatabase.OpenAsync(Path.Combine(folder, "respite.db"));

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private protected override Task<DateTimeOffset> PassAsync(DateTimeOffset now, TimeSpan time) => Task.FromResult(now + time);

    [Fact]
    public async Task A_damaged_file_is_named_and_left_as_it_is()
    {
        var path = Path.Combine(folder, "damaged.db");
        await File.WriteAllTextAsync(path, "this is no database, and was never one: " + new string('x', 4096));
        var before = await File.ReadAllBytesAsync(path);
        (await Should.ThrowAsync<StateException>(() => SqliteDatabase.OpenAsync(path))).Message.ShouldContain(path);
        (await File.ReadAllBytesAsync(path)).ShouldBe(before);
    }

    /// <summary>The library's pool may lend one to two callers at once, which then share a transaction.</summary>
    [Fact]
    public async Task A_connection_has_one_caller_in_its_life()
    {
        var connection = (SqliteConnection)await database.ConnectAsync();
        var handle = connection.Handle!;
        await connection.DisposeAsync();
        handle.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public void A_state_directory_has_one_process()
    {
        using var held = StateLock.Take(folder);
        Should.Throw<StateException>(() => StateLock.Take(folder)).Message.ShouldContain("Another Respite process");
    }
}
