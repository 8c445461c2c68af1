using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>What a role may not do is not offered.</summary>
public sealed class RoleTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task A_reader_sees_everything_and_is_offered_no_change()
    {
        await using var context = await browser.NewAsync();
        await using var others = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Long());
        var page = await server.SignedInAsync(context, "plan/compute-01", "reader");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "40 instances can leave compute-01" })).ToBeVisibleAsync();
        await Expect(page.GetByText("takes the role of an operator")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" })).ToHaveCountAsync(0);

        var theirs = await server.SignedInAsync(others, "plan/compute-01");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Pause" }).WaitForAsync();
        await page.GotoAsync(theirs.Url);
        await Expect(page.GetByText("Draining", new() { Exact = true })).ToBeVisibleAsync();
        foreach (var action in new[] { "Pause", "Call it off", "Return to service", "Actions for vm-40" })
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = action })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Policies" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New policy" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Webhooks" })).ToHaveCountAsync(0);
        server.Faults.ShouldBeEmpty();
    }
}
