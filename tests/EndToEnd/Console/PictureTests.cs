using Microsoft.Playwright;
using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Makes the pictures of the docs, where docs/pictures/console asks for them.</summary>
public sealed class PictureTests(ConsoleBrowser browser)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RESPITE_PICTURES");

    [Fact]
    public async Task Pictures_of_a_drain()
    {
        Assert.SkipWhen(Folder is null, "pictures are made by docs/pictures/console");
        await using var server = await ConsoleServer.StartAsync(DemoCloud.Create(new SimulationOptions { Speed = 1.2, MaxConcurrentLiveMigrations = 2 }));
        await using var context = await browser.NewAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{server.Url}");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await TakeAsync(page, "console-sign-in");

        page = await server.SignedInAsync(context);
        await Assertions.Expect(page.GetByText("Disabled by others 1")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("%").First).ToBeVisibleAsync();
        await TakeAsync(page, "console-cloud");

        await page.GetByRole(AriaRole.Link, new() { Name = "compute-01" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).WaitForAsync();
        await TakeAsync(page, "console-plan-blocked");
        await page.GetByLabel("Resizes that nobody has confirmed").SelectOptionAsync("confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).WaitForAsync();
        await TakeAsync(page, "console-plan");

        await page.GetByLabel("Why").FillAsync("new disks");
        await page.GetByLabel("Ticket").FillAsync("CHG-4711");
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await page.GetByText("Moved", new() { Exact = true }).Nth(5).WaitForAsync();
        await TakeAsync(page, "console-drain");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark mode" }).ClickAsync();
        await TakeAsync(page, "console-drain-dark");
        await page.SetViewportSizeAsync(390, 844);
        await TakeAsync(page, "console-drain-phone");
        await page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 needs you" }).WaitForAsync();
        await page.SetViewportSizeAsync(1280, 900);
        await TakeAsync(page, "console-needs-you");
        await page.GotoAsync($"{server.Url}console/");
        await Assertions.Expect(page.GetByText("%").First).ToBeVisibleAsync();
        await TakeAsync(page, "console-cloud-dark");
        foreach (var name in new[] { "history", "events", "settings" })
        {
            await page.GotoAsync($"{server.Url}console/{name}");
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.Load);
            await Task.Delay(500);
            await TakeAsync(page, $"console-{name}");
        }
    }

    private static Task TakeAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, $"{name}.png") });
}
