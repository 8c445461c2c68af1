using Microsoft.Playwright;
using Respite.Simulator;
using Respite.Simulator.Building;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Makes the pictures of the docs. Run by docs/pictures/console, which says where they go.</summary>
public sealed class PictureTests(ConsoleBrowser browser)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RESPITE_PICTURES");

    [Fact(Explicit = true)]
    public async Task Pictures_of_a_drain()
    {
        await using var context = await browser.NewAsync(height: 800);
        await using var server = await ConsoleServer.StartAsync(DemoCloud.Create(new SimulationOptions { Speed = 1.2, MaxConcurrentLiveMigrations = 2 }));
        var page = await server.SignedInAsync(context);
        await Expect(page.Locator("a.tile").Last).ToContainTextAsync("%");
        await TakeAsync(page, "console-cloud");

        var ask = page.GetByRole(AriaRole.Button, new() { Name = "What if…" });
        await ask.ClickAsync();
        foreach (var host in new[] { "compute-02", "compute-03" })
            await page.GetByRole(AriaRole.Button, new() { Name = host }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "What if 2 hosts were emptied together?" }).WaitForAsync();
        await page.GetByRole(AriaRole.Grid, new() { Name = "Where they go" }).WaitForAsync();
        await TakeAsync(page, "console-what-if");
        await ask.ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }).ClickAsync();
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" });
        await start.WaitForAsync();
        await TakeAsync(page, "console-plan");

        await page.GetByLabel("Resizes that nobody has confirmed").SelectOptionAsync("confirm");
        await page.GetByLabel("Why").FillAsync("new disks");
        await page.GetByLabel("Ticket").FillAsync("CHG-4711");
        await Expect(page.GetByText("resized-1:")).ToHaveCountAsync(0);
        await start.ClickAsync();
        await page.GetByText(": Moved").Nth(6).WaitForAsync();
        await TakeAsync(page, "console-drain");

        await page.GetByRole(AriaRole.Button, new() { Name = "Dark mode" }).ClickAsync();
        await page.SetViewportSizeAsync(390, 800);
        await page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 needs you" }).WaitForAsync();
        await TakeAsync(page, "console-phone");
    }

    private static Task TakeAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png") });
}
