using System.Text.Json;

namespace Respite.EndToEnd.Tests;

/// <summary>`respite serve` as a service of a machine: what it tells its supervisor and its log.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task The_supervisor_hears_when_it_serves_that_it_lives_and_that_it_stops()
    {
        await using var folder = await CloudFolder.CreateAsync();
        using var supervisor = new SupervisorSocket(folder.Path);
        using var server = Serve(folder, new() { ["NOTIFY_SOCKET"] = supervisor.Path, ["WATCHDOG_USEC"] = "400000" });
        (await supervisor.HearsAsync("READY=1")).ShouldHaveSingleItem();
        File.Exists(Path.Combine(folder.StateDirectory, "endpoint.json")).ShouldBeTrue("whoever waits for it finds it ready");
        for (var beat = 0; beat < 3; beat++)
            await supervisor.HearsAsync("WATCHDOG=1");
        await Signals.TerminateAsync(server.Id);
        (await supervisor.HearsAsync("STOPPING=1")).SkipLast(1).ShouldAllBe(word => word == "WATCHDOG=1");
        (await server.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_log_is_JSON_with_the_request_and_the_maintenance_of_each_line_and_without_secrets()
    {
        await using var folder = await CloudFolder.CreateAsync();
        using var server = Serve(folder, new() { ["RESPITE__LOG__FORMAT"] = "json" });
        await server.LineAsync("listens at");
        using var endpoint = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.StateDirectory, "endpoint.json"), TestContext.Current.CancellationToken));
        (await folder.RunAsync("drain", "compute-01", "--wait")).ExitCode.ShouldBe(0);
        folder.Cloud.Faults.Away("placement", TimeSpan.FromMinutes(10));
        (await folder.RunAsync("return", "compute-01")).ExitCode.ShouldBe(0);
        await server.LineAsync("does not answer");
        await Signals.TerminateAsync(server.Id);
        var said = await server.EndAsync();

        var lines = said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var asked = lines.Where(line => Has(line, "Method", "POST")).ToList();
        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(line => Scopes(line, "RequestId").Count(id => id.StartsWith("req-", StringComparison.Ordinal)) == 1);
        var id = lines.First(line => Has(line, "To", "InMaintenance")).GetProperty("State").GetProperty("MaintenanceId").GetString()!;
        lines.Single(line => Has(line, "To", "InMaintenance")).ShouldSatisfyAllConditions(line => Scopes(line, "MaintenanceId").ShouldBe([id]), line => Scopes(line, "RequestId").ShouldBeEmpty());
        lines.First(line => Has(line, "To", "Returning")).ShouldSatisfyAllConditions(line => Scopes(line, "MaintenanceId").ShouldBe([id]), line => Scopes(line, "RequestId").Count.ShouldBe(1));
        lines.Where(line => line.GetProperty("Message").GetString()!.Contains("does not answer", StringComparison.Ordinal)).ShouldAllBe(line => Scopes(line, "MaintenanceId").SequenceEqual(new[] { id }));
        lines.ShouldAllBe(line => line.GetProperty("Timestamp").GetString()!.EndsWith('Z'));
        (said.Output + said.Errors).ShouldNotContain(endpoint.RootElement.GetProperty("token").GetString()!);
        (said.Output + said.Errors).ShouldNotContain("gAAAA");
    }

    private static RespiteProcess Serve(CloudFolder folder, Dictionary<string, string> environment) =>
        RespiteProcess.Start(folder.Path, environment, "serve", "--listen", "127.0.0.1:0", "--os-cloud", "simulated");

    private static bool Has(JsonElement line, string key, string value) =>
        line.TryGetProperty("State", out var state) && state.TryGetProperty(key, out var found) && found.GetString() == value;

    private static List<string> Scopes(JsonElement line, string key) =>
        [.. line.GetProperty("Scopes").EnumerateArray().Where(scope => scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty(key, out _)).Select(scope => scope.GetProperty(key).GetString()!)];
}
