using Respite.OpenStack.Session;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry.Tracing;

namespace Respite.Server.Execution.Moves;

/// <summary>The calls to Nova, one at a time per instance, each soon after a look. None is ever repeated blindly.</summary>
internal sealed class MoveCalls(OpenStackSession session, HostReader hosts, Traces traces, TimeProvider clock)
{
    private const int AtOnce = 4;

    /// <summary>A live migration that was decided on so lately needs no last look: Nova itself refuses it to what runs no more or is busy.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyDictionary<string, CallAnswer>> MakeAsync(
        StoredMaintenance stored, IReadOnlyList<Move> moves, IReadOnlyDictionary<string, MoveAction> actions, CancellationToken cancel)
    {
        using var slots = new SemaphoreSlim(AtOnce);
        var answers = await Task.WhenAll(moves.Where(m => actions.ContainsKey(m.InstanceId)).Select(async move =>
        {
            await slots.WaitAsync(cancel);
            try
            {
                var action = actions[move.InstanceId];
                var call = () => CallAsync(move, action, stored.Lease, cancel);
                return (move.InstanceId, Answer: await traces.CallAsync(stored.Maintenance, move, action == MoveAction.Start, $"{StoreJson.Name(action)} {move.InstanceName}", call));
            }
            finally
            {
                slots.Release();
            }
        }));
        return answers.ToDictionary(a => a.InstanceId, a => a.Answer, StringComparer.Ordinal);
    }

    private async Task<CallAnswer> CallAsync(Move move, MoveAction action, Lease lease, CancellationToken cancel)
    {
        try
        {
            return action switch
            {
                MoveAction.Start => await StartAsync(move, lease, cancel),
                MoveAction.Confirm => new CallAnswer.Accepted(await session.Compute.Servers.ConfirmResizeAsync(move.InstanceId, cancel)),
                MoveAction.Abort => new CallAnswer.Accepted(await session.Compute.ServerMigrations.AbortAsync(move.InstanceId, move.MigrationId!.Value, cancel)),
                _ => new CallAnswer.Accepted(await session.Compute.ServerMigrations.ForceCompleteAsync(move.InstanceId, move.MigrationId!.Value, cancel)),
            };
        }
        catch (OpenStackException e)
        {
            return Classify(e);
        }
    }

    /// <summary>Starts only what is still here, idle, and in the state that the move was decided for.</summary>
    private async Task<CallAnswer> StartAsync(Move move, Lease lease, CancellationToken cancel)
    {
        var decidedLately = move.Kind == MoveKind.LiveMigrate && clock.GetUtcNow() - move.SubmittedAt < Lately;
        if (!decidedLately && await LastLookAsync(move, cancel) is { } why)
            return new CallAnswer.NotNow(why);
        if (lease.IsOver)
            return new CallAnswer.NotNow("this replica's lease has ended; another goes on with it");
        var request = move.Kind switch
        {
            MoveKind.LiveMigrate => await session.Compute.Servers.LiveMigrateAsync(move.InstanceId, move.Destination, cancel),
            MoveKind.ColdMigrate => await session.Compute.Servers.MigrateAsync(move.InstanceId, move.Destination, cancel),
            MoveKind.Stop => await session.Compute.Servers.StopAsync(move.InstanceId, cancel),
            MoveKind.Offload => await session.Compute.Servers.ShelveOffloadAsync(move.InstanceId, cancel),
            _ => throw new InvalidOperationException($"A {move.Kind} is not started."),
        };
        return new CallAnswer.Accepted(request);
    }

    /// <returns>Why not now; null when the instance is as it was decided on.</returns>
    private async Task<string?> LastLookAsync(Move move, CancellationToken cancel)
    {
        try
        {
            return await hosts.InstanceAsync(move.InstanceId, cancel) switch
            {
                null => "it was deleted",
                { } i when i.Host != move.Source => "it has left the host by itself",
                { IsIdle: false } i => $"its task is {i.TaskState}",
                { } i when i.Status != move.Status => $"it is {i.Status} now",
                _ => null,
            };
        }
        catch (OpenStackException e)
        {
            return $"it could not be looked at: {e.Message}";
        }
    }

    private static CallAnswer Classify(OpenStackException e) => e.Error switch
    {
        // Said of what the instance has, not of its state or the destination: the reject_ and block_ decorators in nova/compute/api.py, 400 or 409 by release.
        OpenStackError.Conflict or OpenStackError.BadRequest when e.Message.Contains("not supported", StringComparison.OrdinalIgnoreCase) => new CallAnswer.Refused(e.Message, Forbidden: true),
        OpenStackError.NotFound or OpenStackError.Conflict or OpenStackError.Unauthorized => new CallAnswer.NotNow(e.Message),
        OpenStackError.Forbidden => new CallAnswer.Refused(e.Message, Forbidden: true),
        OpenStackError.BadRequest => new CallAnswer.Refused(e.Message, Forbidden: false),
        _ => new CallAnswer.Unknown(e.Message),
    };
}
