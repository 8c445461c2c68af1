using Microsoft.Playwright;
using Respite.Simulator;
using Respite.Simulator.Building;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>The map of the hosts.</summary>
public sealed class CloudPageTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Hosts_are_shown_by_zone_with_their_state_and_how_full_they_are_and_can_be_found()
    {
        await using var context = await browser.NewAsync();
        var cloud = Clouds.Small();
        cloud.Build.AddHost(new HostSpec("spare-01") { Zone = "zone-b", Enabled = false, DisabledReason = "broken fan" });
        cloud.Build.AddHost(new HostSpec("dead-01") { Zone = "zone-b", Up = false });
        cloud.Build.AddAggregate("ssd", ["compute-02"]);
        await using var server = await ConsoleServer.StartAsync(cloud);
        var page = await server.SignedInAsync(context);
        var zone = page.GetByRole(AriaRole.Region, new() { Name = "zone-b" });
        await Expect(zone.GetByRole(AriaRole.Link, new() { Name = "spare-01" })).ToContainTextAsync("Disabled by others");
        await Expect(zone.GetByRole(AriaRole.Link, new() { Name = "dead-01" })).ToContainTextAsync("Down");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToContainTextAsync("3 instances");

        await page.GetByRole(AriaRole.Button, new() { Name = "Down 1" }).ClickAsync();
        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Down 1" }).ClickAsync();
        await page.GetByLabel("Aggregate").SelectOptionAsync("ssd");
        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await Expect(Tiles(page)).ToContainTextAsync("compute-02");
        await page.GetByLabel("Aggregate").SelectOptionAsync("");
        await page.GetByLabel("Zone", new() { Exact = true }).SelectOptionAsync("zone-a");
        await Expect(Tiles(page)).ToHaveCountAsync(3);
        await page.GetByLabel("Find a host").FillAsync("nothing like it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all hosts" }).ClickAsync();
        await Expect(Tiles(page)).ToHaveCountAsync(6);
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drain_that_somebody_else_begins_is_seen_at_once()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Long());
        var page = await server.SignedInAsync(context);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToContainTextAsync("In service");
        await using var other = await browser.NewAsync();
        var theirs = await server.SignedInAsync(other, "plan/compute-01");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToContainTextAsync("Draining");
        await page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_thousand_hosts_are_all_there_and_one_is_found_among_them()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(LargeCloud.Create(1000, 2000, new SimulationOptions { Speed = 20 }));
        var page = await server.SignedInAsync(context);
        await Expect(Tiles(page)).ToHaveCountAsync(1000);
        await page.GetByLabel("Find a host").FillAsync("0777");
        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "compute-0777" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2 instances can leave compute-0777" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_empty_cloud_says_so()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(SimulatedCloud.Create());
        var page = await server.SignedInAsync(context);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This cloud has no compute hosts" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Events" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing has happened yet" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Maintenances" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No host has been drained yet" })).ToBeVisibleAsync();
    }

    private static ILocator Tiles(IPage page) => page.Locator("a.tile");
}
