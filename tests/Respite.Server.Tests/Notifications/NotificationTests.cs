using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Respite.Server.Notifications;
using Respite.Server.Tests.Api;
using Respite.Server.Tests.Telemetry;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Notifications;

/// <summary>A real broker, a server that listens to it, and a test that speaks as Nova.</summary>
public sealed class NotificationTests(RabbitServer rabbit)
{
    private const string Topic = "versioned_notifications";

    [Fact]
    public async Task The_end_of_a_move_has_its_maintenance_looked_at_at_once()
    {
        await using var connection = await rabbit.ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("nova", ExchangeType.Topic);
        await using var served = await ServedCloud.StartAsync(
            cloud => cloud.AddInstance(new InstanceSpec("vm-1") { Host = ServedCloud.Host, Metadata = new Dictionary<string, string> { ["lab_lm_seconds"] = "3600" } }), configure: options => options with { Notifications = At(rabbit.Url) });
        await FigureAsync(served, "respite_notifications_connected", 1);
        var started = await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host });
        await served.UntilAsync(started.GetProperty("id").GetString()!, "draining");
        await FigureAsync(served, "respite_open_moves{state=\"running\"}", 1);

        await channel.BasicPublishAsync("nova", $"{Topic}.info", NovaNotification.Of("instance.update", served.Instance("vm-1").Id));
        await channel.BasicPublishAsync("nova", $"{Topic}.info", NovaNotification.Of("instance.live_migration_post.end", "of-somebody-else"));
        await FigureAsync(served, "respite_notifications_total{result=\"other\"}", 1);
        (await served.FiguresAsync()).ShouldNotContainKey("respite_notifications_total{result=\"woke\"}");

        await channel.BasicPublishAsync("nova", $"{Topic}.info", NovaNotification.Of("instance.live_migration_post.end", served.Instance("vm-1").Id));
        await FigureAsync(served, "respite_notifications_total{result=\"woke\"}", 1);
    }

    [Fact]
    public async Task A_broker_that_is_not_ready_is_asked_again_and_its_queue_is_gone_with_the_server()
    {
        await using var connection = await rabbit.ConnectAsync();
        var exchange = $"nova-{Guid.NewGuid():N}";
        await using (var served = await ServedCloud.StartAsync(_ => { }, configure: options => options with { Notifications = At(rabbit.Url) with { Exchange = exchange } }))
        {
            served.Log().ShouldNotContain("a-password");
            await using var channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, autoDelete: true);
            await FigureAsync(served, "respite_notifications_connected", 1);
        }
        await using var after = await connection.CreateChannelAsync();
        // Its queue was the only one bound, so the exchange went with it.
        (await Should.ThrowAsync<RabbitMQ.Client.Exceptions.OperationInterruptedException>(() => after.ExchangeDeclarePassiveAsync(exchange))).ShutdownReason!.ReplyCode.ShouldBe((ushort)404);
    }

    [Fact]
    public async Task Where_no_broker_is_a_drain_goes_on_as_without()
    {
        await using var served = await ServedCloud.StartAsync(
            cloud => cloud.AddInstance(new InstanceSpec("vm-1") { Host = ServedCloud.Host }), configure: options => options with { Notifications = At(new Uri("amqp://nova:hunter2@127.0.0.1:1/")) });
        (await served.DrainAsync([], "in_maintenance")).GetProperty("moves")[0].GetProperty("state").GetString().ShouldBe("done");
        served.Log().ShouldContain("Nova's notifications are not heard from 127.0.0.1");
        served.Log().ShouldNotContain("hunter2");
    }

    private static NotificationOptions At(Uri url) => new([url], "nova", Topic);

    private static async Task FigureAsync(ServedCloud served, string series, double value)
    {
        while ((await served.FiguresAsync()).GetValueOrDefault(series) < value)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
