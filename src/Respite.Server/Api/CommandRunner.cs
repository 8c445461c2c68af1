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

    public async Task<IResult> RunAsync(string id, Func<Maintenance, IReadOnlyList<Move>, DateTimeOffset, CommandResult> command)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.FindAsync(id) is not { } stored)
                return NotFound(id);
            var moves = await store.MovesAsync(id);
            var result = command(stored.Maintenance, moves, clock.GetUtcNow());
            if (result.Refusal is { } refusal)
                return Problems.Of(StatusCodes.Status409Conflict, "Not in this state", refusal).Passing(result.Again);
            try
            {
                var written = await writer.WriteAsync(stored, result.Maintenance, moves, result.Moves, TimeSpan.Zero);
                worker.Wake();
                return Results.Ok(MaintenanceJson.Of(written.Maintenance, await store.MovesAsync(id), clock.GetUtcNow()));
            }
            catch (StaleWriteException) when (attempt < Tries)
            {
                // The engine has written meanwhile: decide again on what is there now.
            }
        }
    }

    public static IResult NotFound(string id) =>
        Problems.Of(StatusCodes.Status404NotFound, "No such maintenance", $"There is no maintenance {id}; GET /v1/maintenances lists them.");
}
