using System.Text.Json.Nodes;

namespace Respite.Simulator.Http;

/// <summary>Each service's own shape of an error.</summary>
internal static class Refusals
{
    public static SimReply Render(string service, int status, string message, string requestId, string origin = "")
    {
        if (status == 401)
        {
            var unauthorized = new SimReply(401, new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = 401, ["title"] = "Unauthorized", ["message"] = message },
            }.ToJsonString(Json.Compact));
            unauthorized.Headers["WWW-Authenticate"] = $"Keystone uri=\"{origin}/identity/v3\"";
            return unauthorized;
        }
        JsonObject body = service switch
        {
            "nova" or "cinder" => new() { [NovaName(status)] = new JsonObject { ["code"] = status, ["message"] = message } },
            "placement" => new()
            {
                ["errors"] = new JsonArray(new JsonObject
                {
                    ["status"] = status, ["title"] = Title(status), ["detail"] = $"The server could not comply with the request since it is either malformed or otherwise incorrect.\n\n {message}  ", ["request_id"] = requestId,
                }),
            },
            "neutron" => new() { ["NeutronError"] = new JsonObject { ["type"] = Title(status).Replace(" ", "", StringComparison.Ordinal), ["message"] = message, ["detail"] = "" } },
            _ => new() { ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["title"] = Title(status) } },
        };
        return new SimReply(status, body.ToJsonString(Json.Compact));
    }

    private static string NovaName(int status) => status switch
    {
        400 => "badRequest",
        403 => "forbidden",
        404 => "itemNotFound",
        405 => "badMethod",
        409 => "conflictingRequest",
        413 => "overLimit",
        415 => "badMediaType",
        429 => "overLimit",
        501 => "notImplemented",
        503 => "serviceUnavailable",
        _ => "computeFault",
    };

    private static string Title(int status) => status switch
    {
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Error",
    };
}
