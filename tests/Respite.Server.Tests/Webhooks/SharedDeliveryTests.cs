using Microsoft.Extensions.Logging.Abstractions;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Tests.Telemetry;
using Respite.Server.Webhooks;
using Respite.Tests.Shared;

namespace Respite.Server.Tests.Webhooks;

/// <summary>Replicas on one PostgreSQL database.</summary>
public sealed class SharedDeliveryTests(PostgresServer server) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("respite-webhooks-").FullName;
    private readonly WebhookSender sender = new(TimeProvider.System, TimeSpan.FromSeconds(5));
    private PostgresDatabase database = null!;
    private MaintenanceStore journal = null!;
    private Receiver receiver = null!;

    private WebhookSecrets Secrets => new(Path.Combine(folder, "webhooks.key"), make: true);

    public async ValueTask InitializeAsync()
    {
        var connectionString = await server.NewDatabaseAsync();
        await PostgresDatabase.SyncAsync(connectionString);
        database = await PostgresDatabase.OpenAsync(connectionString);
        journal = new MaintenanceStore(database);
        receiver = await Receiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        if (receiver is not null)
            await receiver.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_event_is_delivered_once_whichever_replica_does_it()
    {
        await AddAsync();
        var replicas = Enumerable.Range(0, 4).Select(_ => Deliverer()).ToList();
        var maintenance = await StartAsync();
        for (var n = 0; n < 20; n++)
        {
            await HappenAsync(maintenance);
            await Task.WhenAll(replicas.Select(replica => replica.RunDueAsync(TestContext.Current.CancellationToken)));
        }
        await replicas[0].RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe((await journal.EventsAsync(0, null, 100)).Select(e => e.Seq));
    }

    [Fact]
    public async Task A_replica_that_stops_hands_over_and_what_was_not_taken_can_be_tried_at_once()
    {
        var id = await AddAsync();
        await receiver.SetAsync(Mood.Answers500);
        await HappenAsync(await StartAsync());
        var first = Deliverer();
        await first.RunDueAsync(TestContext.Current.CancellationToken);
        await first.HandOverAsync();
        await receiver.SetAsync(Mood.Takes);
        (await new WebhookStore(database).ReplayAsync(id, null)).ShouldBe(0, "nothing is dead, but what waits is tried now");
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public void Without_a_key_that_all_replicas_share_there_are_no_webhooks() =>
        new WebhookSecrets(null, make: false).Missing.ShouldNotBeNull().ShouldContain("webhooks.key");

    private Deliverer Deliverer() => new(new WebhookQueue(database), journal, Secrets, sender, Measured.Nowhere, TimeProvider.System, new Random(1), NullLogger<Deliverer>.Instance);

    private async Task<string> AddAsync()
    {
        var webhook = new Webhook { Id = Guid.CreateVersion7().ToString(), Url = receiver.Url };
        await new WebhookStore(database).InsertAsync(webhook, Secrets.Seal(webhook.Id, WebhookSecrets.New()));
        return webhook.Id;
    }

    private async Task<string> StartAsync()
    {
        var m = new Maintenance { Id = Guid.CreateVersion7().ToString(), Host = "compute-01", Policy = new DrainPolicy() };
        await journal.InsertAsync(m, []);
        return m.Id;
    }

    private async Task HappenAsync(string maintenance)
    {
        var stored = (await journal.FindAsync(maintenance))!;
        var now = TimeProvider.System.GetUtcNow();
        await journal.CommitAsync(stored, now, _ => new MaintenanceChange(stored.Maintenance, [], [Journal.Line(stored.Maintenance, now, "move.done", "done")], now));
    }
}
