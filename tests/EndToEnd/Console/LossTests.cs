using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>The server is killed under the page, and started again.</summary>
public sealed class LossTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task The_page_says_that_it_has_lost_the_server_and_goes_on_when_it_is_back()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small(instances: 6, speed: 2));
        var page = await server.SignedInAsync(context);
        await page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByText(": Moving").Or(page.GetByText(": Moved")).First).ToBeVisibleAsync();

        await server.KillAsync();
        await Expect(page.GetByText("Live updates lost, retrying")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Clouds.Host, Exact = true })).ToBeVisibleAsync();

        await server.StartAgainAsync();
        await Expect(page.GetByText("Live updates lost, retrying")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is empty: it is safe to work on it" })).ToBeVisibleAsync();
        server.Cloud.Migrations.Where(m => m.Status == "completed").GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_is_opened_while_the_cloud_is_away_says_so_and_tries_again()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context, "events");
        await page.RouteAsync("**/v1/hosts", route => route.FulfillAsync(new() { Status = 502, ContentType = "application/problem+json", Body = """{"title":"The cloud does not answer as it should","status":502,"detail":"Nova: no answer"}""" }));
        await page.GetByRole(AriaRole.Link, new() { Name = "Cloud", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The cloud does not answer as it should" })).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToBeVisibleAsync();
    }
}
