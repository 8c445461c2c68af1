using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Respite.Server.Api;

/// <summary>The API's shapes, known at build time: no reflection at the start of each process.</summary>
[JsonSerializable(typeof(HostsJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(MaintenanceJson))]
[JsonSerializable(typeof(MaintenancesJson))]
[JsonSerializable(typeof(EventsJson))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(MaintenanceRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
