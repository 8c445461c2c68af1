namespace Respite.Server;

/// <summary>What a server needs to know at its start.</summary>
public sealed record ServerOptions
{
    /// <summary>Holds the database, the lock and <c>endpoint.json</c>; made if it is not there (0700).</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The cloud's name in clouds.yaml; null: OS_CLOUD, or the OS_* variables.</summary>
    public string? CloudName { get; init; }

    /// <summary>Where to listen; null: loopback, a free port.</summary>
    public Uri? ListenUrl { get; init; }

    /// <summary>False: the API answers and records, and no maintenance is taken a step further.</summary>
    public bool Work { get; init; } = true;
}
