using Microsoft.AspNetCore.Http;
using Respite.Server.Execution;
using Respite.Server.Execution.Hosts;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>Applies a person's command to a maintenance, whatever the engine writes at the same time.</summary>
internal sealed class CommandRunner(IMaintenanceStore store, StepWriter writer, Worker worker, TimeProvider clock)
{
    private const int Tries = 20;

    /// <param name="match">The header If-Match: an ETag of the maintenance; null: it may have changed since.</param>
    public Task<IResult> RunAsync(string id, Func<Maintenance, IReadOnlyList<Move>, DateTimeOffset, CommandResult> command, string? match = null) =>
        RunAsync(id, command, (m, moves, now) => MaintenanceJson.Of(m, moves, now), match);

    /// <summary>The same for one of its moves; the answer is the move.</summary>
    /// <param name="instance">Its id, or its name where that is the only one.</param>
    public Task<IResult> RunAsync(string id, string instance, Func<Maintenance, Move, DateTimeOffset, CommandResult> command, string? match = null) => RunAsync(
        id,
        (m, moves, now) => moves.Named(instance) is { } move ? command(m, move, now) : throw new UnknownMoveException(m, instance, moves),
        (_, moves, now) => MoveJson.Of(moves.Named(instance)!, now),
        match);

    public static IResult NotFound(string id) =>
        Problems.Of(StatusCodes.Status404NotFound, "No such maintenance", $"There is no maintenance {id}; GET /v1/maintenances lists them.");

    private async Task<IResult> RunAsync<T>(
        string id, Func<Maintenance, IReadOnlyList<Move>, DateTimeOffset, CommandResult> command, Func<Maintenance, IReadOnlyList<Move>, DateTimeOffset, T> answer, string? match)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.FindAsync(id) is not { } stored)
                return NotFound(id);
            if (await EntityTags.ChangedAsync(store, stored.Maintenance, match) is { } changed)
                return changed;
            var moves = await store.MovesAsync(id);
            var result = command(stored.Maintenance, moves, clock.GetUtcNow());
            if (result.Refusal is { } refusal)
                return Problems.Of(StatusCodes.Status409Conflict, "Not in this state", refusal).Passing(result.Again);
            try
            {
                var written = await writer.WriteAsync(stored, result.Maintenance, moves, result.Moves, TimeSpan.Zero, [.. result.Events]);
                worker.Wake();
                return Results.Ok(answer(written.Maintenance, await store.MovesAsync(id), clock.GetUtcNow()));
            }
            catch (StaleWriteException) when (attempt < Tries)
            {
                // The engine has written meanwhile: decide again on what is there now.
            }
        }
    }
}
