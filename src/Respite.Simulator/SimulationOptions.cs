namespace Respite.Simulator;

/// <summary>How a simulated cloud behaves. Times are simulated; <see cref="Speed"/> divides them all.</summary>
public sealed record SimulationOptions
{
    /// <summary>The clock. With a <see cref="Time.VirtualClock"/> the cloud stands still between its advances.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>With 10, what takes ten seconds in a real cloud takes one on <see cref="Clock"/>; time stamps stay the clock's.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Ids, tokens and requests are drawn from this seed: the same seed and calls give the same cloud.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The highest compute microversion announced, 2.72 (Stein) to 2.104.</summary>
    public string ComputeMaximum { get; init; } = "2.93";

    /// <summary>The highest placement microversion announced.</summary>
    public string PlacementMaximum { get; init; } = "1.39";

    /// <summary>Nova's [compute] max_concurrent_live_migrations: how many run at once per source; the others are queued.</summary>
    public int MaxConcurrentLiveMigrations { get; init; } = 1;

    public Timings Timings { get; init; } = new();

    /// <summary>The password of all users and the secret of the application credential.</summary>
    public string Password { get; init; } = "labpass";

    /// <summary>How long a token lives on <see cref="Clock"/> (not scaled).</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Whether a shelved server is offloaded at once ([DEFAULT] shelved_offload_time 0, Nova's default) or only when asked (-1).</summary>
    public bool OffloadsWhatIsShelved { get; init; } = true;

    /// <summary>Whether Nova may read the key of an encrypted volume for somebody of another project (Barbican's default policy: no).</summary>
    public bool VolumeKeysReadable { get; init; }

    /// <summary>Whether a deleted server is SOFT_DELETED first ([DEFAULT] reclaim_instance_interval).</summary>
    public bool SoftDelete { get; init; }
}

/// <summary>How long things take, before <see cref="SimulationOptions.Speed"/>. The defaults are those measured on a real Nova.</summary>
public sealed record Timings
{
    /// <summary>From the 202 to the migration's record.</summary>
    public TimeSpan Record { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>From the record to the scheduler's choice, with the checks on both hosts.</summary>
    public TimeSpan Schedule { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What one more destination's failed check takes.</summary>
    public TimeSpan Check { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Of a live migration, before bytes flow.</summary>
    public TimeSpan Prepare { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Of a live migration, whatever its memory.</summary>
    public TimeSpan LiveBase { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Of a live migration, for each GiB of memory.</summary>
    public TimeSpan LivePerGiB { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From the server's arrival on the destination to its migration's end.</summary>
    public TimeSpan Post { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>From one progress report of a live migration to the next.</summary>
    public TimeSpan Report { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Copying of a cold migration.</summary>
    public TimeSpan Cold { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Each of the other steps of a cold migration, and its confirm.</summary>
    public TimeSpan ColdStep { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Stop, start, pause and their like; abort and force-complete.</summary>
    public TimeSpan Power { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Delete { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan Evacuate { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the PUT of a service to its COMPUTE_STATUS_DISABLED trait.</summary>
    public TimeSpan Trait { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a dead nova-compute still shows as up ([DEFAULT] service_down_time).</summary>
    public TimeSpan ServiceDown { get; init; } = TimeSpan.FromSeconds(60);
}
