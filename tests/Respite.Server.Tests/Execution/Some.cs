using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution;

/// <summary>Records to decide on: instance i-1, named vm-1, on compute-01.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Move Move(MoveState state = MoveState.Waiting, MoveKind kind = MoveKind.LiveMigrate) => new()
    {
        InstanceId = "i-1", InstanceName = "vm-1", Kind = kind, State = state, Status = "ACTIVE", Source = "compute-01", MemoryMb = 2048, BaselineMigration = 5,
    };

    public static Move Running(long migration = 6) => Move(MoveState.Running) with
    {
        MigrationId = migration, Destination = "compute-02", Attempt = 1, SubmittedAt = Now, StartedAt = Now, ProgressAt = Now, OverdueAt = Now.AddSeconds(100),
    };

    public static InstanceView Instance(string status = "ACTIVE", string? task = null, string? host = "compute-01", params string[] addresses) => new(
        "i-1", "vm-1", status, task, host, null, addresses, new InstanceSnapshot { Id = "i-1", Name = "vm-1", Status = status, TaskState = task });

    public static MigrationView Migration(string status, long id = 6, string type = "live-migration", string source = "compute-01", string? destination = "compute-02") =>
        new(id, "i-1", type, status, source, destination);

    public static MoveSight Sight(InstanceView? instance, params MigrationView[] migrations) =>
        new(instance, migrations, null, new DrainPolicy(), MayStart: true, Abort: false, Now);

    public static Maintenance Maintenance(MaintenanceState state = MaintenanceState.Draining) => new()
    {
        Id = "m-1", Host = "compute-01", State = state, Policy = new DrainPolicy(), CreatedAt = Now, UpdatedAt = Now, StateSince = Now,
    };
}
