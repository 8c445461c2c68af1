using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Cli.Tests.Fakes;

/// <summary>The API's objects as the contract has them.</summary>
public static class FakeJson
{
    public static JsonObject Host(string name) => new()
    {
        ["name"] = name, ["zone"] = "nova", ["status"] = "enabled", ["state"] = "up",
        ["disabled_reason"] = null, ["maintenance_id"] = null, ["maintenance_state"] = null,
    };

    public static JsonObject FeasiblePlan() => new()
    {
        ["host"] = "compute-01", ["feasible"] = true, ["method"] = "spread",
        ["moves"] = new JsonArray(new JsonObject
        {
            ["instance_id"] = "i-1", ["instance_name"] = "web-1", ["status"] = "ACTIVE", ["action"] = "live_migrate",
            ["destination"] = "compute-02", ["reason"] = "best fit", ["estimated_seconds"] = 40,
        }),
        ["blockers"] = new JsonArray(), ["warnings"] = new JsonArray("no spare host"),
        ["duration"] = new JsonObject { ["seconds"] = 700, ["at_least_seconds"] = 90, ["basis"] = "as 31 live migrations on this cloud lasted" },
    };

    public static JsonObject RefusedPlan()
    {
        var plan = FeasiblePlan();
        plan["feasible"] = false;
        plan["duration"] = null;
        plan["blockers"] = new JsonArray(new JsonObject { ["instance_id"] = "i-1", ["reason"] = "no host has 4 VCPU free" });
        return plan;
    }

    public static JsonObject Maintenance(string id, string host, string state) => new()
    {
        ["id"] = id, ["host"] = host, ["state"] = state, ["reason"] = "disk swap", ["state_reason"] = null, ["refused"] = false,
        ["created_at"] = "2026-11-21T05:00:00Z", ["updated_at"] = "2026-11-21T05:00:00Z", ["finished_at"] = null, ["created_by"] = "admin",
        ["needs_person"] = new JsonArray(), ["faults"] = new JsonArray(), ["policy"] = new JsonObject(), ["plan"] = null,
        ["moves"] = new JsonArray(Move("web-1", "done"), Move("web-2", "running")),
    };

    public static JsonObject Move(string name, string state) => new()
    {
        ["instance_id"] = "id-of-" + name, ["instance_name"] = name, ["status"] = "ACTIVE", ["action"] = "live_migrate", ["state"] = state,
        ["source"] = "compute-01", ["destination"] = "compute-02", ["attempt"] = 1, ["progress"] = state == "running" ? 40 : null,
        ["memory_mb"] = 512, ["started_at"] = "2026-11-21T05:00:00Z", ["finished_at"] = null, ["eta_seconds"] = 12.5, ["reason"] = null,
        ["migration_id"] = 7, ["fault"] = null,
    };

    public static Action<JsonObject> State(string state, string? reason = null) => m =>
    {
        m["state"] = state;
        m["state_reason"] = reason;
    };

    public static void Refuse(JsonObject maintenance)
    {
        State("failed", "1 of 1 instances has no place")(maintenance);
        maintenance["refused"] = true;
        maintenance["plan"] = RefusedPlan();
    }

    public static void Block(JsonObject maintenance)
    {
        State("blocked", "1 instance needs a decision")(maintenance);
        maintenance["needs_person"] = new JsonArray(
            new JsonObject { ["instance_id"] = "i-9", ["instance_name"] = "sleepy", ["reason"] = "it is SUSPENDED" });
    }

    public static bool Open(JsonObject maintenance) => maintenance["state"]!.GetValue<string>() is not ("completed" or "cancelled" or "failed");

    public static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    public static IResult Conflict(string host, JsonObject open) => Results.Problem(
        $"{host} has an open maintenance.", statusCode: 409, extensions: new Dictionary<string, object?>
        {
            ["maintenance_id"] = open["id"]!.GetValue<string>(), ["maintenance_state"] = open["state"]!.GetValue<string>(),
        });
}
