using Respite.Server.Auth;
using Respite.Server.Notifications;
using Respite.Server.Supervision;
using Respite.Server.Telemetry;

namespace Respite.Server;

/// <summary>What a server needs to know at its start.</summary>
public sealed record ServerOptions
{
    /// <summary>Holds the database, the lock, the log and <c>endpoint.json</c>; made if it is not there (0700).</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The cloud's name in clouds.yaml; null: OS_CLOUD, or the OS_* variables.</summary>
    public string? CloudName { get; init; }

    /// <summary>Where to listen; null: loopback, a free port.</summary>
    public Uri? ListenUrl { get; init; }

    /// <summary>Certificate chain and key, PEM; needed where it listens on more than loopback.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>PostgreSQL's connection string: the state is there, and several replicas may share it. Null: SQLite in <see cref="StateDirectory"/>. Secret.</summary>
    public string? Database { get; init; }

    /// <summary>Whether Keystone tokens are accepted beside the local token, and which roles mean what. Null: the local token alone.</summary>
    public RoleMap? Keystone { get; init; }

    public ServerRole Role { get; init; } = ServerRole.All;

    /// <summary>Without what is secret.</summary>
    public override string ToString() => $"a server of {CloudName ?? "OS_CLOUD"} at {ListenUrl}, state in {(Database is null ? StateDirectory : "a database")}";

    /// <summary>Null: Nova's notifications are not listened to.</summary>
    public NotificationOptions? Notifications { get; init; }

    public LogFormat Log { get; init; }

    /// <summary>Who has started this process and wants to know how it is; null: nobody.</summary>
    public SupervisorOptions? Supervisor { get; init; }

    /// <summary>Of a collector of traces, OTLP over HTTP; null: there are none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>What a reader of <c>/metrics</c> sends as a bearer; null: it is shown to this machine alone. Secret.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>How long stored plans are kept.</summary>
    public TimeSpan PlansKept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Holds the key that seals the webhooks' secrets; null: one in <see cref="StateDirectory"/>, made if it is not there, unless replicas share a database.</summary>
    public string? WebhookKeyFile { get; init; }
}

public sealed record TlsFiles(string Certificate, string Key);

/// <summary>What a replica does.</summary>
public enum ServerRole
{
    All,

    /// <summary>Answers and records; no maintenance is taken a step further by it.</summary>
    Api,

    /// <summary>Takes maintenances further; answers only how it is.</summary>
    Worker,
}
