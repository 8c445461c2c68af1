using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

/// <summary>What every part of the suite starts from: a bench that is cleaned away after each test.</summary>
public abstract class Contract : IAsyncLifetime
{
    protected Contract(CloudUnderTest cloud)
    {
        if (cloud.Unavailable is { } reason)
            Assert.Skip(reason);
        Bench = new Bench(cloud);
    }

    protected Bench Bench { get; }

    protected Api Api => Bench.Api;

    protected IReadOnlyList<string> Computes => Bench.Cloud.Computes;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Bench.DisposeAsync();
    }
}
