using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>Shapes known at build time: no reflection at the start of each process.</summary>
/// <remarks>None that holds a policy: a generated reader would overwrite its defaults with null where a key is left out.</remarks>
[JsonSerializable(typeof(HostsJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(EventsJson))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJsonContext : JsonSerializerContext
{
    /// <summary>The same shapes as the routes write them, for what is written outside of them.</summary>
    public static ApiJsonContext Wire { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = StoreJson.Options.PropertyNamingPolicy });
}
