using System.Text.Json.Nodes;

namespace Respite.Server.WatcherApi.Catalogue;

/// <summary>How a goal is reached.</summary>
/// <param name="Goal">Its name.</param>
/// <param name="ParametersSpec">A JSON Schema of what it takes.</param>
internal sealed record Strategy(string Id, string Name, string DisplayName, string Goal, JsonObject ParametersSpec)
{
    public const string HostMaintenance = "host_maintenance";
    public const string Dummy = "dummy";

    public const string MaintenanceNode = "maintenance_node";
    public const string BackupNode = "backup_node";
    public const string DisableLiveMigration = "disable_live_migration";
    public const string DisableColdMigration = "disable_cold_migration";
    public const string Seconds = "para1";
    public const string Message = "para2";

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new("7c1e2f63-a3b5-4d2b-8e5f-3a1b7a6e0001", HostMaintenance, "Host Maintenance Strategy", Catalogue.Goal.Maintaining, new JsonObject
        {
            ["properties"] = new JsonObject
            {
                [MaintenanceNode] = Property("string", "The compute host that is taken out of service."),
                [BackupNode] = Property("string", "The compute host that takes all of its instances, if it can."),
                [DisableLiveMigration] = Property("boolean", "What runs is not live-migrated: it is cold-migrated, or stopped if that is disabled as well.", false),
                [DisableColdMigration] = Property("boolean", "What does not run is not migrated: it stays on the host.", false),
            },
            ["required"] = new JsonArray(MaintenanceNode),
        }),
        new("7c1e2f63-a3b5-4d2b-8e5f-3a1b7a6e0002", Dummy, "Dummy strategy", "dummy", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                [Seconds] = new JsonObject { ["description"] = "number parameter example", ["type"] = "number", ["default"] = 3.2, ["minimum"] = 1.0, ["maximum"] = 10.2 },
                [Message] = Property("string", "string parameter example", "hello"),
            },
        }),
    ];

    /// <param name="named">Id or name, in capitals or not.</param>
    public static Strategy? Find(string named) => All.FirstOrDefault(strategy => strategy.Id == named || strategy.Name.Equals(named, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Property(string type, string description, JsonNode? preset = null)
    {
        var property = new JsonObject { ["description"] = description, ["type"] = type };
        if (preset is not null)
            property["default"] = preset;
        return property;
    }
}
