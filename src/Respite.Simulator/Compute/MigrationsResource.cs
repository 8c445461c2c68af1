using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/os-migrations: all moves, newest first. Those of deleted servers are not listed.</summary>
internal sealed class MigrationsResource(World world)
{
    public SimReply List(SimRequest request, Caller caller)
    {
        ComputeApi.Require(caller, "os_compute_api:os-migrations:index");
        CheckParameters(request);
        IEnumerable<Migration> found = request.QueryValue("instance_uuid") is { } instance
            ? world.MigrationsByInstance.GetValueOrDefault(instance, [])
            : world.Migrations;
        var matching = found.Where(m => !m.Hidden && Matches(request, m)).ToList();
        // Sorted by created_at, then id, both descending: the order they were made in, turned round.
        matching.Reverse();

        var body = new JsonObject();
        if (!request.Version.AtLeast(59))
        {
            body["migrations"] = Json.Array(matching, m => View(request, m));
            return SimReply.Ok(body);
        }
        if (request.QueryValue("marker") is { } wanted && world.Migrations.All(m => m.Uuid != wanted))
            throw new ApiException(400, $"Marker {wanted} could not be found.");
        var page = Paging.Page(request, matching, m => m.Uuid, m => new ApiException(400, $"Marker {m} could not be found."));
        body["migrations"] = Json.Array(page.Items, m => View(request, m));
        if (page.NextMarker is { } next)
            body["migrations_links"] = Paging.Next(request, next);
        return SimReply.Ok(body);
    }

    private static void CheckParameters(SimRequest request)
    {
        if (!request.Version.AtLeast(59))
            return;
        foreach (var (key, values) in request.Query)
        {
            var known = key is "hidden" or "host" or "instance_uuid" or "source_compute" or "status" or "migration_type" or "limit" or "marker" or "changes-since"
                || (key == "changes-before" && request.Version.AtLeast(66))
                || (key is "user_id" or "project_id" && request.Version.AtLeast(80));
            if (!known)
                throw new ApiException(400, $"Additional properties are not allowed ('{key}' was unexpected)");
            if (key is "changes-since" or "changes-before")
                Paging.Time(values[^1], key);
        }
    }

    private static bool Matches(SimRequest request, Migration migration)
    {
        foreach (var (key, values) in request.Query)
        {
            var wanted = values[^1];
            var fits = key switch
            {
                "host" => migration.SourceCompute == wanted || migration.DestCompute == wanted,
                "source_compute" => migration.SourceCompute == wanted,
                "status" => migration.Status == wanted,
                "migration_type" => migration.Type == wanted,
                "instance_uuid" => migration.Instance.Id == wanted,
                "user_id" => migration.UserId == wanted,
                "project_id" => migration.ProjectId == wanted,
                "changes-since" => WholeSecond(migration.UpdatedAt) >= Paging.Time(wanted, key),
                "changes-before" => WholeSecond(migration.UpdatedAt) <= Paging.Time(wanted, key),
                _ => true,
            };
            if (!fits)
                return false;
        }
        return true;
    }

    // The database keeps whole seconds.
    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private static JsonObject View(SimRequest request, Migration migration)
    {
        var json = new JsonObject { ["id"] = migration.Id };
        if (request.Version.AtLeast(59))
            json["uuid"] = migration.Uuid;
        json["source_compute"] = migration.SourceCompute;
        json["dest_compute"] = migration.DestCompute;
        json["source_node"] = migration.SourceNode;
        json["dest_node"] = migration.DestNode;
        json["dest_host"] = migration.DestHost;
        json["old_instance_type_id"] = migration.Instance.Flavor.Number;
        json["new_instance_type_id"] = migration.Instance.Flavor.Number;
        json["instance_uuid"] = migration.Instance.Id;
        json["status"] = migration.Status;
        if (request.Version.AtLeast(23))
            json["migration_type"] = migration.Type;
        if (request.Version.AtLeast(80))
        {
            json["user_id"] = migration.UserId;
            json["project_id"] = migration.ProjectId;
        }
        json["created_at"] = Json.Stamp(migration.CreatedAt);
        json["updated_at"] = Json.Stamp(migration.UpdatedAt);
        if (request.Version.AtLeast(23) && migration.Type == "live-migration" && ServerMigrationsResource.InProgress(migration))
            json["links"] = new JsonArray(
                Json.Link("self", $"{request.Origin}/compute/v2.1/servers/{migration.Instance.Id}/migrations/{migration.Id}"),
                Json.Link("bookmark", $"{request.Origin}/compute/servers/{migration.Instance.Id}/migrations/{migration.Id}"));
        return json;
    }
}
