using System.Text.Json;

namespace Respite.Situations;

/// <summary>A Nova that is asked: the lab's over the network, the simulator's in memory.</summary>
public interface INovaUnderTest
{
    /// <exception cref="HttpRequestException">The answer was no 2xx.</exception>
    Task<JsonElement> CallAsync(HttpMethod method, string path, string? body = null);

    /// <summary>Lets the cloud's time pass.</summary>
    Task PassAsync(TimeSpan time);
}
