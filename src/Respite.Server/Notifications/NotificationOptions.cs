namespace Respite.Server.Notifications;

/// <summary>Where Nova's versioned notifications are listened to.</summary>
/// <param name="Urls">Of the message brokers, one a cell: <c>amqps://user:password@host/vhost</c>. Secret.</param>
/// <param name="Exchange">Nova's <c>control_exchange</c>.</param>
/// <param name="Topic">One of Nova's <c>versioned_notifications_topics</c>.</param>
public sealed record NotificationOptions(IReadOnlyList<Uri> Urls, string Exchange, string Topic)
{
    /// <summary>Without the passwords.</summary>
    public override string ToString() => $"{Exchange}/{Topic} at {string.Join(", ", Urls.Select(url => url.Host))}";
}
