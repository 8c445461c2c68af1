using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>Writes a server's os-instance-actions as Nova's decorators do.</summary>
internal static class ActionLog
{
    public static InstanceAction Begin(World world, Instance instance, string name, Caller caller, string requestId)
    {
        var action = new InstanceAction
        {
            Action = name, RequestId = requestId, UserId = caller.UserId, ProjectId = caller.ProjectId, StartedAt = world.Now, UpdatedAt = world.Now,
        };
        instance.ActionList.Add(action);
        return action;
    }

    public static ActionEvent Start(World world, InstanceAction action, string name, string? host)
    {
        var step = new ActionEvent { Event = name, StartedAt = world.Now, Host = host };
        action.EventList.Add(step);
        action.UpdatedAt = world.Now;
        return step;
    }

    public static void Finish(World world, InstanceAction action, ActionEvent step, string? error = null)
    {
        step.FinishedAt = world.Now;
        step.Result = error is null ? "Success" : "Error";
        step.Details = error;
        action.UpdatedAt = world.Now;
        if (error is not null)
            action.Message = "Error";
    }

    /// <summary>A step that starts and ends at once.</summary>
    public static void Note(World world, InstanceAction action, string name, string? host, string? error = null) =>
        Finish(world, action, Start(world, action, name, host), error);
}

/// <summary>Who asks: what a token stands for.</summary>
internal sealed record Caller(string UserId, string UserName, string ProjectId, IReadOnlySet<string> Roles)
{
    public bool IsAdmin => Roles.Contains("admin");

    public bool IsManager => IsAdmin || Roles.Contains("manager");
}
