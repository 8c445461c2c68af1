using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Notifications;

/// <summary>
/// Listens to Nova's notifications on one broker, on a queue of its own that is gone with the connection and holds a thousand messages at
/// most: it can neither take a message from others nor fill the broker. While the broker is away nothing is missing but a second.
/// </summary>
internal sealed partial class NotificationListener(Uri url, NotificationOptions options, EarlyLook early, Instruments instruments, TimeProvider clock, ILogger<NotificationListener> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, object?> Bounds = new()
    {
        ["x-max-length"] = 1000,
        ["x-max-length-bytes"] = 10_000_000,
        ["x-overflow"] = "drop-head",
        // What is older tells of nothing that the poll has not seen.
        ["x-message-ttl"] = 5000,
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = FirstPause, stoppingToken);
                LogLost(url.Host, "the connection was closed", pause.TotalSeconds);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is RabbitMQClientException or IOException or OperationCanceledException)
            {
                LogLost(url.Host, Words(e), pause.TotalSeconds);
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Until the connection or the queue is lost.</summary>
    private async Task ListenAsync(Action connected, CancellationToken cancel)
    {
        var factory = new ConnectionFactory
        {
            Uri = url, AutomaticRecoveryEnabled = false, ClientProvidedName = "respite", RequestedHeartbeat = TimeSpan.FromSeconds(15), RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
        };
        await using var connection = await factory.CreateConnectionAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            lost.TrySetResult();
            return Task.CompletedTask;
        };
        var queue = await channel.QueueDeclareAsync($"respite.{Guid.NewGuid():N}", durable: false, exclusive: true, autoDelete: true, Bounds, cancellationToken: cancel);
        foreach (var priority in new[] { "info", "error" })
            await channel.QueueBindAsync(queue.QueueName, options.Exchange, $"{options.Topic}.{priority}", cancellationToken: cancel);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            if (EndedMove.Read(message.Body.Span) is { } instance)
                early.HeardOf(instance);
            else
                instruments.Notified("other");
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) =>
        {
            lost.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancel);
        connected();
        LogListening(url.Host);
        instruments.Connected(1);
        try
        {
            await lost.Task.WaitAsync(cancel);
        }
        finally
        {
            instruments.Connected(-1);
        }
    }

    /// <summary>The broker's own words hold no password; those of a client that cannot reach it are below.</summary>
    private static string Words(Exception e) => e switch
    {
        BrokerUnreachableException { InnerException: AuthenticationFailureException } => "it refuses the credentials",
        OperationInterruptedException { ShutdownReason.ReplyText: { } text } => text,
        _ => e.GetBaseException().Message,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Nova's notifications are heard from {Host}")]
    private partial void LogListening(string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nova's notifications are not heard from {Host} ({Why}); the poll goes on without, listening again in {Seconds:0} s")]
    private partial void LogLost(string host, string why, double seconds);
}
