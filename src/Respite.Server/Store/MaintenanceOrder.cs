namespace Respite.Server.Store;

/// <summary>In what order maintenances are listed; where the key is the same, by id.</summary>
public sealed record MaintenanceOrder(MaintenanceKey Key, bool Ascending)
{
    public static MaintenanceOrder NewestFirst { get; } = new(MaintenanceKey.CreatedAt, Ascending: false);

    /// <summary>A condition and an order for what comes after the maintenance <c>@before</c>.</summary>
    internal string Sql
    {
        get
        {
            var column = Key switch
            {
                MaintenanceKey.Host => "host",
                MaintenanceKey.State => "state",
                _ => "created_at",
            };
            var (direction, beyond) = Ascending ? ("ASC", ">") : ("DESC", "<");
            return $"(@before IS NULL OR ({column}, id) {beyond} (SELECT {column}, id FROM maintenances WHERE id = @before)) ORDER BY {column} {direction}, id {direction}";
        }
    }
}

public enum MaintenanceKey
{
    CreatedAt,
    Host,
    State,
}
