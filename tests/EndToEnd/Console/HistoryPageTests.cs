using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>What has been done, of all hosts.</summary>
public sealed class HistoryPageTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task A_maintenance_is_found_among_others_and_its_events_come_by_themselves()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small(instances: 1));
        var page = await server.SignedInAsync(context, "plan/compute-01");
        var events = await server.OpenAsync(context, "events");
        await Expect(events.GetByRole(AriaRole.Heading, new() { Name = "Nothing has happened yet" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is empty: it is safe to work on it" })).ToBeVisibleAsync();
        await Expect(events.GetByRole(AriaRole.Gridcell, new() { Name = "done, on compute" })).ToBeVisibleAsync();
        await events.GetByRole(AriaRole.Link, new() { Name = "compute-01" }).First.ClickAsync();
        await Expect(events.GetByRole(AriaRole.Button, new() { Name = "Return to service" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Maintenances" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Gridcell, new() { Name = "In maintenance" })).ToBeVisibleAsync();
        await page.GetByLabel("State").SelectOptionAsync("failed");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "None is like that" })).ToBeVisibleAsync();
        await page.GetByLabel("State").SelectOptionAsync("");
        await page.GetByLabel("Host").FillAsync("compute-02");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "None is like that" })).ToBeVisibleAsync();
        await page.GetByLabel("Host").FillAsync("compute-01");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "compute-01" })).ToBeVisibleAsync();
        server.Faults.ShouldBeEmpty();
    }
}
