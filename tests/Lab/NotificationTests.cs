using System.Globalization;
using Respite.EndToEnd.Tests;

namespace Respite.Lab.Tests;

/// <summary>Nova's own notifications from the lab's broker, and none.</summary>
public sealed class NotificationTests(LabCloud cloud)
{
    private const string OneByOne = "max_moves_per_source: 1\n";

    [LabFact]
    public async Task Novas_notifications_have_a_drain_look_sooner()
    {
        var figures = await DrainAsync($"amqp://openstack:{LabScripts.Setting("LAB_PASSWORD")}@127.0.0.1:{LabScripts.Setting("PORT_RABBIT")}/");
        figures.ShouldContain("respite_notifications_connected 1");
        Count(figures, "respite_notifications_total{result=\"woke\"}").ShouldBeGreaterThan(0);
    }

    [LabFact]
    public async Task Where_no_broker_listens_the_drain_goes_on_by_its_poll() =>
        Count(await DrainAsync("amqp://nova:nothing@127.0.0.1:1/"), "respite_notifications_total{result=\"woke\"}").ShouldBe(0);

    /// <returns>What <c>/metrics</c> says once the host is empty.</returns>
    private async Task<string> DrainAsync(string broker)
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "3", "--prefix", "note", "--flavor", "lab.tiny");
        using var host = new HostUnderTest();
        using var server = host.StartServer(new() { ["RESPITE__NOTIFICATIONS__URL"] = broker });
        var url = await server.LineAsync("listens at ");
        var ended = await host.AskAsync("drain", HostUnderTest.Name, "--policy", host.Policy(OneByOne), "--wait");
        ended.ExitCode.ShouldBe(0, ended.Errors);
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(new Uri(url.Split("listens at ")[1]), "/metrics"), TestContext.Current.CancellationToken);
    }

    private static double Count(string figures, string series) => figures.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal))
        .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).SingleOrDefault();
}
