using Microsoft.Playwright;
using Respite.Simulator;
using Respite.Simulator.Building;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Every page, in light and in dark, on a desk and on a phone: usable by everybody, and nothing beyond the screen's edge.</summary>
public sealed class AxeTests(ConsoleBrowser browser)
{
    [Theory]
    [InlineData(1280, 900, false)]
    [InlineData(390, 844, true)]
    public async Task No_page_has_a_violation(int width, int height, bool dark)
    {
        await using var context = await browser.NewAsync(width, height, dark);
        await using var server = await ConsoleServer.StartAsync(DemoCloud.Create(new SimulationOptions { Speed = 20, MaxConcurrentLiveMigrations = 2 }));
        await CheckAsync(await server.OpenAsync(context), "Sign in");
        var page = await server.SignedInAsync(context);
        await Expect(page.Locator("a.tile")).ToHaveCountAsync(12);
        await CheckAsync(page, "Cloud");

        await page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).WaitForAsync();
        await CheckAsync(page, "Plan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 needs you" }).WaitForAsync();
        await CheckAsync(page, "Maintenance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Call it off" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await CheckAsync(page, "Confirmation");
        await page.Keyboard.PressAsync("Escape");
        foreach (var (tab, grid) in new[] { ("Journal", "Journal of this maintenance"), ("Report", "Report") })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await page.GetByRole(AriaRole.Grid, new() { Name = grid }).WaitForAsync();
            await CheckAsync(page, tab);
        }
        foreach (var (path, grid) in new[] { ("history", "Maintenances"), ("events", "Events") })
        {
            await page.GotoAsync($"{server.Url}console/{path}");
            await page.GetByRole(AriaRole.Grid, new() { Name = grid }).WaitForAsync();
            await CheckAsync(page, path);
        }
        await page.GotoAsync($"{server.Url}console/settings");
        await page.GetByRole(AriaRole.Heading, new() { Name = "No named policies" }).WaitForAsync();
        await CheckAsync(page, "Settings");
        await page.GotoAsync($"{server.Url}console/nowhere");
        await page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" }).WaitForAsync();
        await CheckAsync(page, "Nowhere");
        server.Faults.ShouldBeEmpty();
    }

    private static async Task CheckAsync(IPage page, string what)
    {
        // What is half under the edge of what scrolls, axe sees before another background.
        await page.Locator("h1").First.ScrollIntoViewIfNeededAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty(what);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{what} is wider than the screen");
    }
}
