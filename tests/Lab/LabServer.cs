using System.Text.Json;

namespace Respite.Lab.Tests;

/// <summary>A server as Nova lists it, cut down to what the tests ask.</summary>
public sealed record LabServer(string Id, string Name, string Status, string? TaskState, string? Host, int PowerState)
{
    public static LabServer From(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("name").GetString()!,
        json.GetProperty("status").GetString()!,
        json.GetProperty("OS-EXT-STS:task_state").GetString(),
        json.GetProperty("OS-EXT-SRV-ATTR:host").GetString(),
        json.GetProperty("OS-EXT-STS:power_state").GetInt32());
}

/// <summary>A migration record of Nova.</summary>
public sealed record LabMigration(int Id, string InstanceId, string Status, string Kind, string Source, string? Destination)
{
    public static LabMigration From(JsonElement json) => new(
        json.GetProperty("id").GetInt32(),
        json.GetProperty("instance_uuid").GetString()!,
        json.GetProperty("status").GetString()!,
        json.GetProperty("migration_type").GetString()!,
        json.GetProperty("source_compute").GetString()!,
        json.GetProperty("dest_compute").GetString());
}
