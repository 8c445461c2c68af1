namespace Respite.EndToEnd.Tests;

/// <summary>Waits for what nothing tells of.</summary>
internal static class Until
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static Task TrueAsync(Func<bool> holds) => TrueAsync(() => Task.FromResult(holds()));

    /// <exception cref="TimeoutException">It does not come to hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> holds, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Longest);
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"It does not hold after {within ?? Longest}.");
            await Task.Delay(Between, CancellationToken.None);
        }
    }
}
