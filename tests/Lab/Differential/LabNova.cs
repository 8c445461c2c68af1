using System.Text.Json;
using Respite.Situations;

namespace Respite.Lab.Tests.Differential;

/// <summary>The lab's Nova.</summary>
internal sealed class LabNova(LabApi api) : INovaUnderTest
{
    public Task<JsonElement> CallAsync(HttpMethod method, string path, string? body = null) => api.Nova(method, path, body);

    public Task PassAsync(TimeSpan time) => Task.Delay(time);
}
