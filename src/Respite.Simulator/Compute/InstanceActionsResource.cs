using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/servers/{id}/os-instance-actions: what was asked for, and each step's outcome and why.</summary>
internal static class InstanceActionsResource
{
    public static SimReply List(SimRequest request, Instance instance)
    {
        var newestFirst = Enumerable.Reverse(instance.ActionList).ToList();
        var body = new JsonObject();
        if (!request.Version.AtLeast(58))
        {
            body["instanceActions"] = Json.Array(newestFirst, a => View(request, instance, a));
            return SimReply.Ok(body);
        }
        var page = Paging.Page(request, newestFirst, a => a.RequestId, m => new ApiException(400, $"Marker {m} could not be found."));
        body["instanceActions"] = Json.Array(page.Items, a => View(request, instance, a));
        if (page.NextMarker is { } next)
            body["links"] = Paging.Next(request, next);
        return SimReply.Ok(body);
    }

    public static SimReply Show(SimRequest request, Caller caller, Instance instance, string requestId)
    {
        var action = instance.ActionList.Find(a => a.RequestId == requestId) ?? throw new ApiException(404, $"Action {requestId} not found");
        var json = View(request, instance, action);
        if (caller.IsAdmin || request.Version.AtLeast(51))
            json["events"] = Json.Array(Enumerable.Reverse(action.EventList), e => View(request, caller, instance, e));
        return SimReply.Ok(new JsonObject { ["instanceAction"] = json });
    }

    private static JsonObject View(SimRequest request, Instance instance, InstanceAction action)
    {
        var json = new JsonObject
        {
            ["action"] = action.Action, ["instance_uuid"] = instance.Id, ["request_id"] = action.RequestId, ["user_id"] = action.UserId,
            ["project_id"] = action.ProjectId, ["start_time"] = Json.Stamp(action.StartedAt), ["message"] = action.Message,
        };
        if (request.Version.AtLeast(58))
            json["updated_at"] = Json.Stamp(action.UpdatedAt);
        return json;
    }

    private static JsonObject View(SimRequest request, Caller caller, Instance instance, ActionEvent step)
    {
        var json = new JsonObject
        {
            ["event"] = step.Event, ["start_time"] = Json.Stamp(step.StartedAt), ["finish_time"] = Json.Stamp(step.FinishedAt), ["result"] = step.Result,
        };
        if (caller.IsAdmin)
            json["traceback"] = step.Result == "Error" ? "  File \"nova/conductor/manager.py\", line 1, in simulated\n" : null;
        if (request.Version.AtLeast(62))
        {
            if (caller.IsAdmin)
                json["host"] = step.Host;
            json["hostId"] = ServerView.HostId(instance.ProjectId, step.Host);
        }
        if (request.Version.AtLeast(84))
            json["details"] = step.Details;
        return json;
    }
}
