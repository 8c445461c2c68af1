using Microsoft.Playwright;
using Respite.EndToEnd.Tests.Console;

namespace Respite.Lab.Tests;

/// <summary>The console, with the lab's Keystone and Nova: signed in by name and password, a host is drained and handed back in the browser.</summary>
public sealed class ConsoleTests(LabCloud cloud)
{
    private const int PatienceMs = 240_000;

    [LabFact]
    public async Task A_host_is_drained_and_handed_back_in_the_browser()
    {
        ConsoleNeeds.SkipWithout();
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "3", "--prefix", "seen", "--flavor", "lab.tiny");
        using var host = new HostUnderTest();
        using var server = host.StartServer([]);
        var console = (await server.LineAsync("In the browser: ")).Split("In the browser: ")[1];

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(PatienceMs);
        await page.GotoAsync(console);
        await page.Locator("#user").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync(LabScripts.Setting("LAB_PASSWORD"));
        await page.Locator("#project").FillAsync("admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = HostUnderTest.Name }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Drain {HostUnderTest.Name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"{HostUnderTest.Name} is empty: it is safe to work on it" }).WaitForAsync();
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = "Return to service" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Return to service" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"{HostUnderTest.Name} is back in service" }).WaitForAsync();
        (await cloud.Servers()).ShouldAllBe(s => s.Status == "ACTIVE");
        await LabCloud.Reset();
    }
}
