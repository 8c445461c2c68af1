using System.Text.Json.Nodes;

namespace Respite.Simulator.Http;

/// <summary>An answer. No body: null. A null reply of the pipeline is a broken connection.</summary>
internal sealed class SimReply(int status, string? body = null)
{
    public int Status { get; } = status;

    public string? Body { get; } = body;

    public string ContentType { get; init; } = "application/json";

    public Dictionary<string, string> Headers { get; } = [];

    public static SimReply Ok(JsonNode json) => new(200, json.ToJsonString(Json.Compact));

    public static SimReply Json201(JsonNode json) => new(201, json.ToJsonString(Json.Compact));

    public static SimReply Accepted() => new(202);

    public static SimReply NoContent() => new(204);
}

/// <summary>A refusal in the API's own words.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
