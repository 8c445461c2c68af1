using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/os-services.</summary>
internal sealed class ServicesResource(World world, ComputeApi api)
{
    private readonly (string Binary, string Id, int Number)[] _controllers = [("nova-scheduler", world.NewUuid(), 1), ("nova-conductor", world.NewUuid(), 2)];

    public SimReply Serve(SimRequest request, Caller caller, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => List(request, caller),
        ("PUT", [var id]) => Update(request, caller, id),
        _ => throw new ApiException(404, "The resource could not be found."),
    };

    private SimReply List(SimRequest request, Caller caller)
    {
        ComputeApi.Require(caller, "os_compute_api:os-services:list");
        var (host, binary) = (request.QueryValue("host"), request.QueryValue("binary"));
        var services = new JsonArray();
        foreach (var controller in _controllers)
            if ((binary is null || binary == controller.Binary) && (host is null || host == "controller"))
                services.Add(Controller(request, controller));
        if (binary is null or "nova-compute")
            foreach (var one in host is null ? world.Hosts.Values : world.FindHost(host) is { } named ? [named] : Enumerable.Empty<Host>())
                services.Add(View(request, one));
        return SimReply.Ok(new JsonObject { ["services"] = services });
    }

    private SimReply Update(SimRequest request, Caller caller, string id)
    {
        ComputeApi.Require(caller, "os_compute_api:os-services:update");
        if (!request.Version.AtLeast(53))
            return OldUpdate(request, id);
        if (!Guid.TryParse(id, out _))
            throw new ApiException(400, $"Invalid uuid {id}");
        var controller = Array.Find(_controllers, c => c.Id == id);
        if (controller.Binary is not null)
            throw new ApiException(400, $"Updating a {controller.Binary} service is not supported. Only nova-compute services can be updated.");
        var host = world.Hosts.Values.FirstOrDefault(h => h.ServiceId == id) ?? throw new ApiException(404, $"Service {id} could not be found.");

        var body = request.Json();
        Validate(body);
        var status = body["status"].Text();
        var reason = body["disabled_reason"].Text();
        if (status == "enabled" && reason is not null)
            throw new ApiException(400, "Specifying 'disabled_reason' with status 'enabled' is invalid.");
        if (status is null && !body.ContainsKey("forced_down"))
            throw new ApiException(400, "No updates were requested. Fields 'status' or 'forced_down' should be specified.");
        if (body["forced_down"] is JsonValue forced)
            ForceDown(host, forced.GetValue<bool>());
        if (status is not null)
            api.Hosts.SetEnabled(host, status == "enabled", reason);
        return SimReply.Ok(new JsonObject { ["service"] = View(request, host) });
    }

    private static void Validate(JsonObject body)
    {
        if (body["status"] is { } status && status.Text() is not ("enabled" or "disabled"))
            throw new ApiException(400, $"Invalid input for field/attribute status. Value: {status}. '{status}' is not one of ['enabled', 'disabled']");
        if (body["disabled_reason"].Text() is { } reason && reason.Length is 0 or > 255)
            throw new ApiException(400, $"Invalid input for field/attribute disabled_reason. Value: {reason}. '{reason}' is too {(reason.Length == 0 ? "short" : "long")}");
        if (body.FirstOrDefault(p => p.Key is not ("status" or "disabled_reason" or "forced_down")).Key is { } unknown)
            throw new ApiException(400, $"Additional properties are not allowed ('{unknown}' was unexpected)");
    }

    private void ForceDown(Host host, bool down)
    {
        if (!down && world.Migrations.Any(m => m is { Type: "evacuation", Status: "done" } && m.SourceCompute == host.Name))
            throw new ApiException(400, $"Unable to force up host {host.Name} as `done` evacuation migration records remain associated with the host. Ensure the compute service has been restarted, allowing these records to move to `completed` before retrying this request.");
        host.ForcedDown = down;
        host.ServiceTouchedAt = world.Now;
    }

    // Until 2.52: PUT /os-services/enable, disable, disable-log-reason with the host in the body.
    private SimReply OldUpdate(SimRequest request, string verb)
    {
        var body = request.Json();
        var host = world.FindHost(body["host"].Text()) ?? throw new ApiException(404, $"Could not find binary nova-compute on host {body["host"]}.");
        if (verb is not ("enable" or "disable" or "disable-log-reason"))
            throw new ApiException(404, "Unknown action");
        var reason = body["disabled_reason"].Text();
        if (verb == "disable-log-reason" && reason is null)
            throw new ApiException(400, "Missing disabled reason field");
        api.Hosts.SetEnabled(host, verb == "enable", reason);
        var json = new JsonObject { ["host"] = host.Name, ["binary"] = "nova-compute", ["status"] = host.Enabled ? "enabled" : "disabled" };
        if (reason is not null)
            json["disabled_reason"] = reason;
        return SimReply.Ok(new JsonObject { ["service"] = json });
    }

    private JsonObject View(SimRequest request, Host host)
    {
        var json = new JsonObject
        {
            ["binary"] = "nova-compute", ["host"] = host.Name, ["id"] = request.Version.AtLeast(53) ? host.ServiceId : host.Number,
            ["zone"] = world.ZoneOf(host), ["status"] = host.Enabled ? "enabled" : "disabled", ["state"] = host.Up ? "up" : "down",
            ["updated_at"] = Json.Stamp(Beat(host)), ["disabled_reason"] = host.DisabledReason,
        };
        if (request.Version.AtLeast(11))
            json["forced_down"] = host.ForcedDown;
        return json;
    }

    // Every ten seconds while it lives, and at every change: no heartbeat to trust.
    private DateTimeOffset Beat(Host host)
    {
        var beat = host.LastHeartbeat ?? world.Now.AddTicks(-((world.Now - world.StartedAt).Ticks % TimeSpan.FromSeconds(10).Ticks));
        return host.ServiceTouchedAt > beat ? host.ServiceTouchedAt.Value : beat;
    }

    private JsonObject Controller(SimRequest request, (string Binary, string Id, int Number) controller)
    {
        var json = new JsonObject
        {
            ["binary"] = controller.Binary, ["host"] = "controller", ["id"] = request.Version.AtLeast(53) ? controller.Id : controller.Number,
            ["zone"] = "internal", ["status"] = "enabled", ["state"] = "up", ["updated_at"] = Json.Stamp(world.Now), ["disabled_reason"] = null,
        };
        if (request.Version.AtLeast(11))
            json["forced_down"] = false;
        return json;
    }
}
