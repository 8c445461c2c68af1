using Microsoft.Extensions.Logging.Abstractions;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Tests.Telemetry;
using Respite.Server.Webhooks;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Webhooks;

/// <summary>A journal in a real database, a real receiver, and a clock that the test turns.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly TimeSpan LongerThanAnyPause = TimeSpan.FromHours(2);
    private readonly string folder = Directory.CreateTempSubdirectory("respite-webhooks-").FullName;
    private readonly VirtualClock clock = new();
    private readonly List<WebhookSender> senders = [];
    private string secret = null!;
    private Webhook webhook = null!;
    private Receiver receiver = null!;
    private SqliteDatabase database = null!;
    private MaintenanceStore journal = null!;

    private WebhookStore Store => new(database);

    public async ValueTask InitializeAsync()
    {
        database = await SqliteDatabase.OpenAsync(Path.Combine(folder, "respite.db"));
        journal = new MaintenanceStore(database);
        receiver = await Receiver.StartAsync();
        await HappenAsync("before", "compute-00", 1);
        (webhook, secret) = await AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        senders.ForEach(sender => sender.Dispose());
        await receiver.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_happens_from_now_on_arrives_in_order_signed_as_a_cloud_event()
    {
        await HappenAsync("m-1", "compute-01", 3);
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([2, 3, 4]);
        var first = receiver.All[0];
        first.IsSignedWith(secret).ShouldBeTrue();
        first.Path.ShouldBe("/hook");
        first.Headers["content-type"].ShouldStartWith("application/cloudevents+json");
        first.Headers["webhook-timestamp"].ShouldBe($"{clock.GetUtcNow().ToUnixTimeSeconds()}");
        var e = first.Json;
        (e.GetProperty("specversion").GetString(), e.GetProperty("id").GetString(), e.GetProperty("source").GetString()).ShouldBe(("1.0", "2", "/v1/maintenances/m-1"));
        (e.GetProperty("type").GetString(), e.GetProperty("subject").GetString()).ShouldBe(("respite.move.done", "hosts/compute-01"));
        e.GetProperty("time").GetDateTimeOffset().ShouldBe(clock.GetUtcNow());
        e.GetProperty("data").GetProperty("message").GetString().ShouldBe("event 1");
        receiver.All.Select(d => d.Id).ShouldBeUnique();
        (await StatusAsync()).ShouldBe((4, 0, 0, null));
    }

    [Theory]
    [InlineData(Mood.IsDown, "cannot be reached: ConnectionRefused")]
    [InlineData(Mood.IsSlow, "did not answer within")]
    [InlineData(Mood.Answers500, "answered 500")]
    [InlineData(Mood.Redirects, "answered 302: redirects are not followed")]
    [InlineData(Mood.Closes, "did not answer")]
    public async Task A_receiver_that_does_not_take_events_loses_none_and_gets_them_in_order(Mood mood, string words)
    {
        await receiver.SetAsync(mood);
        await HappenAsync("m-1", "compute-01", 3);
        await HappenAsync("m-2", "compute-02", 3);
        var deliverer = Deliverer();
        for (var again = 0; again < 3; again++)
        {
            await deliverer.RunDueAsync(TestContext.Current.CancellationToken);
            clock.Advance(LongerThanAnyPause);
        }
        (await Store.FindAsync(webhook.Id))!.Error.ShouldNotBeNull().ShouldStartWith(words);
        receiver.Taken.ShouldBeEmpty();

        await receiver.SetAsync(Mood.Takes);
        await deliverer.RunDueAsync(TestContext.Current.CancellationToken);
        receiver.All.Where(d => d.Taken && d.Maintenance == "m-1").Select(d => d.Seq).ShouldBe([2, 3, 4]);
        receiver.All.Where(d => d.Taken && d.Maintenance == "m-2").Select(d => d.Seq).ShouldBe([5, 6, 7]);
        receiver.All.GroupBy(d => d.Seq).ShouldAllBe(tries => tries.Select(d => d.Id).Distinct().Count() == 1);
        receiver.All.ShouldAllBe(d => d.IsSignedWith(secret));
        (await StatusAsync()).ShouldBe((7, 0, 0, null));
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_left_alone_for_longer_and_longer()
    {
        await receiver.SetAsync(Mood.Answers500);
        foreach (var host in Enumerable.Range(1, 9))
            await HappenAsync($"m-{host}", $"compute-{host:00}", 5);
        var deliverer = Deliverer();
        var tries = new List<int>();
        for (var minute = 0; minute < 120; minute++)
        {
            await deliverer.RunDueAsync(TestContext.Current.CancellationToken);
            tries.Add(receiver.All.Count);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        tries[0].ShouldBe(2);
        (tries[^1] - tries[59]).ShouldBeLessThan(tries[59]);
        tries[^1].ShouldBeLessThan(30);
    }

    [Fact]
    public async Task An_event_that_the_receiver_cannot_take_holds_up_its_own_maintenance_only()
    {
        receiver.Chokes = d => d.Maintenance == "m-1";
        await HappenAsync("m-1", "compute-01", 2);
        await HappenAsync("m-2", "compute-02", 2);
        await HappenAsync("m-1", "compute-01", 1);
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([4, 5]);
        receiver.All.Count(d => d.Maintenance == "m-1").ShouldBe(1, "the others wait behind it");
        (await StatusAsync()).Waiting.ShouldBe(3);

        receiver.Chokes = _ => false;
        clock.Advance(LongerThanAnyPause);
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([4, 5, 2, 3, 6]);
    }

    [Fact]
    public async Task What_is_never_taken_becomes_a_dead_letter_and_can_be_replayed()
    {
        receiver.Chokes = d => d.Seq == 2;
        await HappenAsync("m-1", "compute-01", 2);
        var deliverer = Deliverer();
        for (var attempt = 0; attempt < Backoff.MostAttempts; attempt++)
        {
            (await StatusAsync()).Dead.ShouldBe(0);
            await deliverer.RunDueAsync(TestContext.Current.CancellationToken);
            clock.Advance(LongerThanAnyPause);
        }
        receiver.All.Count(d => d.Seq == 2).ShouldBe(Backoff.MostAttempts);
        receiver.Taken.ShouldBe([3], "what waited behind it goes on");
        var dead = (await Store.DeadLettersAsync(webhook.Id, 0, 10)).ShouldHaveSingleItem();
        (dead.Seq, dead.MaintenanceId, dead.Type, dead.Attempts, dead.Error).ShouldBe((2, "m-1", "move.done", Backoff.MostAttempts, "answered 500"));

        receiver.Chokes = _ => false;
        (await Store.ReplayAsync(webhook.Id, 99)).ShouldBe(0);
        (await Store.ReplayAsync(webhook.Id, 2)).ShouldBe(1);
        await deliverer.RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([3, 2]);
        receiver.All.Where(d => d.Seq == 2).Select(d => d.Id).Distinct().ShouldHaveSingleItem();
        (await StatusAsync()).ShouldBe((3, 0, 0, null));
    }

    [Fact]
    public async Task A_replica_that_dies_after_sending_has_the_event_sent_again_under_the_same_id()
    {
        await HappenAsync("m-1", "compute-01", 2);
        var queue = new WebhookQueue(database);
        var lost = (await queue.ClaimDueAsync("dies", clock.GetUtcNow(), TimeSpan.FromMinutes(1))).Single();
        using var sender = new WebhookSender(clock, TimeSpan.FromSeconds(5));
        var sent = Message.Of(webhook.Id, (await journal.EventsAsync(lost.Position, null, 1)).Single());
        (await sender.SendAsync(new Uri(receiver.Url), sent, Convert.FromBase64String(secret[6..]), TestContext.Current.CancellationToken)).ShouldBeNull();

        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([2], "its lease holds");
        clock.Advance(TimeSpan.FromMinutes(1));
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([2, 2, 3]);
        receiver.All[1].Id.ShouldBe(receiver.All[0].Id);
        var late = new RoundOutcome(lost.Position, 0, null, TimeSpan.Zero, [], []);
        (await queue.RecordAsync(lost, late, clock.GetUtcNow())).ShouldBeFalse("its epoch is over");
        (await StatusAsync()).Position.ShouldBe(3);
    }

    [Fact]
    public async Task Only_the_types_it_wants_are_sent()
    {
        await Store.UpdateAsync(webhook with { Types = ["maintenance.*"] });
        await HappenAsync("m-1", "compute-01", 3);
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.All.ShouldBeEmpty();
        (await StatusAsync()).Position.ShouldBe(4);
    }

    [Fact]
    public async Task With_another_key_nothing_is_sent_and_nothing_is_lost()
    {
        await HappenAsync("m-1", "compute-01", 1);
        await Deliverer(new WebhookSecrets(Path.Combine(folder, "other.key"), make: true)).RunDueAsync(TestContext.Current.CancellationToken);
        receiver.All.ShouldBeEmpty();
        (await Store.FindAsync(webhook.Id))!.Error.ShouldNotBeNull().ShouldContain("another key");
        clock.Advance(LongerThanAnyPause);
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        receiver.Taken.ShouldBe([2]);
    }

    [Fact]
    public async Task A_removed_webhook_takes_its_letters_with_it()
    {
        await receiver.SetAsync(Mood.Answers500);
        await HappenAsync("m-1", "compute-01", 2);
        await Deliverer().RunDueAsync(TestContext.Current.CancellationToken);
        (await Store.DeleteAsync(webhook.Id)).ShouldBeTrue();
        (await Store.DeleteAsync(webhook.Id)).ShouldBeFalse();
        (await new WebhookQueue(database).WaitingAsync(webhook.Id)).ShouldBeEmpty();
    }

    private Deliverer Deliverer(WebhookSecrets? secrets = null)
    {
        var sender = new WebhookSender(clock, TimeSpan.FromMilliseconds(300));
        senders.Add(sender);
        return new Deliverer(new WebhookQueue(database), journal, secrets ?? Secrets, sender, Measured.Nowhere, clock, new Random(1), NullLogger<Deliverer>.Instance);
    }

    private WebhookSecrets Secrets => new(Path.Combine(folder, "webhooks.key"), make: true);

    private async Task<(Webhook Webhook, string Secret)> AddAsync()
    {
        var added = new Webhook { Id = Guid.CreateVersion7().ToString(), Url = receiver.Url };
        var plain = WebhookSecrets.New();
        await Store.InsertAsync(added, Secrets.Seal(added.Id, plain));
        return (added, plain);
    }

    private async Task<(long Position, long Waiting, long Dead, string? Error)> StatusAsync()
    {
        var known = (await Store.FindAsync(webhook.Id))!;
        return (known.Position, known.Waiting, known.DeadLetters, known.Error);
    }

    /// <summary>Adds so many events to the journal of a maintenance, which it makes if need be.</summary>
    private async Task HappenAsync(string maintenance, string host, int events)
    {
        if (await journal.FindAsync(maintenance) is null)
            await journal.InsertAsync(new Maintenance { Id = maintenance, Host = host, Policy = new DrainPolicy(), CreatedAt = clock.GetUtcNow() }, []);
        var stored = (await journal.FindAsync(maintenance))!;
        var lines = Enumerable.Range(1, events).Select(n => Journal.Line(stored.Maintenance, clock.GetUtcNow(), "move.done", $"event {n}"));
        await journal.CommitAsync(stored, clock.GetUtcNow(), _ => new MaintenanceChange(stored.Maintenance, [], [.. lines], clock.GetUtcNow()));
    }
}
