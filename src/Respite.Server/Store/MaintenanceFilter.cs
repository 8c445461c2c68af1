using System.Globalization;
using Dapper;
using Respite.Server.Maintenances;

namespace Respite.Server.Store;

/// <summary>Which maintenances a list holds: all that match everything that is said.</summary>
public sealed record MaintenanceFilter
{
    public static MaintenanceFilter None { get; } = new();

    public string? Host { get; init; }

    /// <summary>Any of these; empty: whatever state.</summary>
    public IReadOnlyList<MaintenanceState> States { get; init; } = [];

    /// <summary>True: open ones only; false: ended ones only.</summary>
    public bool? Open { get; init; }

    public string? Ticket { get; init; }

    /// <summary>Created then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Created before then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>All of these keys with these values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <returns>A condition on <c>maintenances</c>; its parameters are added to <paramref name="parameters"/>.</returns>
    internal string Sql(DynamicParameters parameters)
    {
        var conditions = new List<string> { "1 = 1" };
        Add("host = @host", "host", Host);
        Add("ticket = @ticket", "ticket", Ticket);
        Add("created_at >= @since", "since", Since?.ToUnixTimeMilliseconds());
        Add("created_at < @until", "until", Until?.ToUnixTimeMilliseconds());
        Add("is_open = @open", "open", Open is { } open ? open ? 1 : 0 : null);
        if (States.Count > 0)
            conditions.Add($"state IN ({string.Join(", ", States.Select(s => $"'{StoreJson.Name(s)}'"))})");
        for (var i = 0; i < Metadata.Count; i++)
        {
            var (name, value) = (string.Create(CultureInfo.InvariantCulture, $"name{i}"), string.Create(CultureInfo.InvariantCulture, $"value{i}"));
            conditions.Add($"EXISTS (SELECT 1 FROM maintenance_metadata d WHERE d.maintenance_id = id AND d.name = @{name} AND d.value = @{value})");
            parameters.Add(name, Metadata[i].Key);
            parameters.Add(value, Metadata[i].Value);
        }
        return string.Join(" AND ", conditions);

        void Add(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add(name, value);
        }
    }
}
