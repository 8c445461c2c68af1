namespace Respite.Contract.Tests.Clouds;

/// <summary>A cloud that the suite runs on. All of the suite's calls are raw HTTP; this is only what a client cannot find out by itself.</summary>
public abstract class CloudUnderTest : IAsyncLifetime
{
    /// <summary>Null when the suite can run here, else why not.</summary>
    public virtual string? Unavailable => null;

    public abstract Uri AuthUrl { get; }

    public abstract string Password { get; }

    /// <summary>Six equal hosts of 16 vCPU and 16 GiB.</summary>
    public IReadOnlyList<string> Computes { get; } = [.. Enumerable.Range(1, 6).Select(i => $"compute-{i:00}")];

    public abstract HttpMessageHandler CreateHandler();

    /// <summary>Lets the cloud's time pass.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public abstract Task<string> ImageIdAsync(Api api);

    /// <summary>Hosts that refuse all live migrations in their check, and hosts where they fail half way.</summary>
    public abstract Task SetFaultsAsync(IReadOnlyList<string> rejectTo, IReadOnlyList<string> failTo);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
