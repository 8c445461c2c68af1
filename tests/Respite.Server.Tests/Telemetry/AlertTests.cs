using System.Text.RegularExpressions;

namespace Respite.Server.Tests.Telemetry;

public sealed partial class AlertTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "prometheus");

    [Fact]
    public async Task The_rules_are_valid()
    {
        var (code, said) = await Promtool.RunAsync("check rules respite.rules.yml", folder: Folder);
        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task Each_alert_fires_when_it_should_and_only_then()
    {
        var (code, said) = await Promtool.RunAsync("test rules respite.test.yml", folder: Folder);
        code.ShouldBe(0, said);
    }

    [Fact]
    public void Each_alert_is_tested_and_has_its_runbook()
    {
        var (rules, tests) = (File.ReadAllText(Path.Combine(Folder, "respite.rules.yml")), File.ReadAllText(Path.Combine(Folder, "respite.test.yml")));
        var alerts = Alert().Matches(rules).Select(m => m.Groups[1].Value).ToList();
        var pages = Runbook().Matches(rules).Select(m => m.Groups[1].Value).ToList();
        pages.Count.ShouldBe(alerts.Count);
        pages.ShouldAllBe(page => File.Exists(Path.Combine(Repository.Root, page)));
        alerts.ShouldAllBe(alert => Regex.Count(tests, $@"alertname: {alert}\b") >= 2);
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"runbook_url: (\S+)")]
    private static partial Regex Runbook();
}
