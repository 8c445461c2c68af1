using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Hosts are picked on the map, to see whether they could be emptied together.</summary>
public sealed class WhatIfTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task Picked_hosts_are_planned_as_one_and_nothing_is_touched()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context, "", "reader");
        await page.GetByRole(AriaRole.Button, new() { Name = "What if…" }).ClickAsync();
        await Tile(page, Clouds.Host).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "They can be emptied together" })).ToBeVisibleAsync();
        await Expect(page.GetByText("3 instances would move")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Grid, new() { Name = "Where they go" })).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = "Pick the 4 shown" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "They cannot be emptied together as things are" })).ToBeVisibleAsync();
        await Expect(Tile(page, "compute-02")).ToHaveAttributeAsync("aria-pressed", "true");
        await Tile(page, "compute-02").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What if 3 hosts were emptied together?" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "They can be emptied together" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "What if…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToBeVisibleAsync();
        server.Cloud.Hosts.ShouldAllBe(host => host.Enabled);
        server.Faults.ShouldBeEmpty();
    }

    private static ILocator Tile(IPage page, string host) => page.GetByRole(AriaRole.Button, new() { Name = host });
}
