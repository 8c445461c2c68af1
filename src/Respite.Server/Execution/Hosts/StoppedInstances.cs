using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Hosts;

/// <summary>Starts what the drain has stopped, once, when the host is back in service or was never taken out of it.</summary>
internal sealed class StoppedInstances(OpenStackSession session, HostReader hosts)
{
    /// <returns>The moves as they are to be recorded: a fault names what could not be started.</returns>
    public async Task<IReadOnlyList<Move>> StartAsync(IReadOnlyList<Move> moves, CancellationToken cancel)
    {
        var started = new List<Move>();
        foreach (var move in moves.Where(m => m.Stopped))
            started.Add(await StartAsync(move, cancel));
        return started;
    }

    private async Task<Move> StartAsync(Move move, CancellationToken cancel)
    {
        try
        {
            // Its owner may have started, moved or deleted it meanwhile.
            if (await hosts.InstanceAsync(move.InstanceId, cancel) is { Status: "SHUTOFF", IsIdle: true })
                await session.Compute.Servers.StartAsync(move.InstanceId, cancel);
            return move with { Stopped = false, Reason = "started again" };
        }
        catch (OpenStackException e) when (e.Error is OpenStackError.Conflict or OpenStackError.Forbidden or OpenStackError.BadRequest or OpenStackError.NotFound)
        {
            return move with { Stopped = false, Fault = $"was stopped for the maintenance and could not be started again: {e.Message}" };
        }
    }
}
