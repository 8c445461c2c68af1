using Respite.Server.Store;
using Respite.Tests.Shared;

namespace Respite.Server.Tests.Store;

public sealed class PostgresStoreTests(PostgresServer server) : StoreTests, IAsyncLifetime
{
    private PostgresDatabase database = null!;
    private string connectionString = null!;

    private protected override IDatabase Database => database;

    public async ValueTask InitializeAsync()
    {
        connectionString = await server.NewDatabaseAsync();
        await PostgresDatabase.SyncAsync(connectionString);
        database = await PostgresDatabase.OpenAsync(connectionString);
    }

    public ValueTask DisposeAsync() => database?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <remarks>The database's own clock counts, so this is the one place that waits.</remarks>
    private protected override async Task<DateTimeOffset> PassAsync(DateTimeOffset now, TimeSpan time)
    {
        await Task.Delay(time);
        return now;
    }

    [Fact]
    public async Task A_sync_is_safe_to_run_again_and_by_several_at_once()
    {
        var fresh = await server.NewDatabaseAsync();
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresDatabase.SyncAsync(fresh)));
        applied.Count(numbers => numbers.Count > 0).ShouldBe(1);
        (await PostgresDatabase.SyncAsync(fresh)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_without_the_schema_is_told_what_to_run()
    {
        var fresh = await server.NewDatabaseAsync();
        (await Should.ThrowAsync<StateException>(() => PostgresDatabase.OpenAsync(fresh))).Message.ShouldContain("respite db sync");
    }

    [Fact]
    public async Task A_wrong_password_or_address_is_said_and_the_password_is_not()
    {
        var refused = await Should.ThrowAsync<StateException>(() => PostgresDatabase.OpenAsync("Host=127.0.0.1;Port=1;Database=respite;Username=r;Password=hunter2"));
        refused.Message.ShouldContain("the database respite on 127.0.0.1");
        refused.ToString().ShouldNotContain("hunter2");
        (await Should.ThrowAsync<StateException>(() => PostgresDatabase.OpenAsync("Hots=db;Password=hunter2"))).ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_maintenance_that_another_replica_is_claiming_is_passed_over()
    {
        for (var i = 1; i <= 40; i++)
            await Store.InsertAsync(Some($"compute-{i:00}"), []);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Store.ClaimDueAsync($"replica-{i}", Now, TimeSpan.FromMinutes(1), [])));
        claims.SelectMany(claimed => claimed).Select(claimed => claimed.Maintenance.Id).ShouldBeUnique();
        claims.Sum(claimed => claimed.Count).ShouldBe(40);
    }
}
