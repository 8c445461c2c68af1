using Npgsql;
using Respite.Tests.Shared;

namespace Respite.EndToEnd.Tests;

/// <summary>A replica that is asked to stop leaves nothing that another has to wait for.</summary>
public sealed class HandOverTests(PostgresServer postgres)
{
    /// <summary>A lease runs an hour longer than was asked for: what goes on within these tests was handed over.</summary>
    private const string LongLeases = """
        CREATE FUNCTION long_lease() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.lease_until <> OLD.lease_until AND NEW.lease_until > 0 THEN
                NEW.lease_until := NEW.lease_until + 3600000;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER long_lease BEFORE UPDATE ON maintenances FOR EACH ROW EXECUTE FUNCTION long_lease();
        """;

    [Fact]
    public async Task A_replica_that_stops_in_the_middle_of_a_drain_hands_it_over_at_once()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 9, speed: 2);
        using var replicas = await Replicas.StartAsync(folder, postgres, 2);
        await StopAsync(replicas, 1);
        await using var database = new NpgsqlConnection(replicas.Database);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(database, LongLeases);
        (await replicas.AskAsync(0, "drain", "compute-01")).ExitCode.ShouldBe(0);
        await Until.TrueAsync(() => folder.Cloud.Migrations.Any(m => m.Status == "running"));
        ((long)(await ExecuteAsync(database, "SELECT max(lease_until) - (extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM maintenances"))!).ShouldBeGreaterThan(1_800_000);
        await replicas.StartAsync(1);

        // Somebody who follows the journal does not hold it up.
        using var listener = await replicas.ListenAsync(0);
        await StopAsync(replicas, 0);
        folder.Cloud.Instances.ShouldContain(i => i.Host == "compute-01", "it was to be stopped before the drain had ended");
        var watched = await replicas.AskAsync(1, "watch", "--timeout", "120");
        watched.ExitCode.ShouldBe(0, watched.Errors);
        folder.Cloud.Instances.ShouldAllBe(i => i.Host != "compute-01");
        folder.Cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
    }

    private static async Task StopAsync(Replicas replicas, int replica)
    {
        await Signals.TerminateAsync(replicas[replica].Id);
        var stopped = await replicas[replica].EndAsync();
        stopped.ExitCode.ShouldBe(0, stopped.Errors);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
