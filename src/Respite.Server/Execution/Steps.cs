using Respite.Server.Execution.Hosts;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution;

/// <summary>Which step a maintenance takes in which state.</summary>
internal sealed class Steps(
    PlanStep plan, CordonStep cordon, DrainStep drain, VerifyStep verify, HoldStep hold, ReturnStep @return)
{
    public Task RunAsync(StoredMaintenance stored, CancellationToken cancel) => stored.Maintenance.State switch
    {
        MaintenanceState.Pending or MaintenanceState.Planning => plan.RunAsync(stored, cancel),
        MaintenanceState.Cordoning => cordon.RunAsync(stored, cancel),
        MaintenanceState.Blocked => stored.Maintenance.ResumeTo switch
        {
            MaintenanceState.Cordoning => cordon.RunAsync(stored, cancel),
            MaintenanceState.Verifying => verify.RunAsync(stored, cancel),
            _ => drain.RunAsync(stored, cancel),
        },
        MaintenanceState.Draining or MaintenanceState.Paused or MaintenanceState.Cancelling => drain.RunAsync(stored, cancel),
        MaintenanceState.Verifying => verify.RunAsync(stored, cancel),
        MaintenanceState.InMaintenance => hold.RunAsync(stored, cancel),
        MaintenanceState.Returning => @return.RunAsync(stored, cancel),
        _ => Task.CompletedTask,
    };
}
