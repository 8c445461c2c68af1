using Microsoft.Playwright;
using Respite.Simulator.Building;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>What draining a host would mean, before anything happens.</summary>
public sealed class PlanPageTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task A_host_that_cannot_be_emptied_says_what_stands_in_the_way_and_offers_no_start()
    {
        await using var context = await browser.NewAsync();
        var cloud = Clouds.Small(instances: 4, vcpus: 4);
        for (var host = 2; host <= 4; host++)
            for (var i = 0; i < 4; i++)
                cloud.Build.AddInstance(new InstanceSpec($"other-{host}-{i}") { Host = $"compute-{host:00}" });
        await using var server = await ConsoleServer.StartAsync(cloud);
        var page = await server.SignedInAsync(context, "plan/compute-01");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 cannot be emptied as things are" })).ToBeVisibleAsync();
        await Expect(page.GetByText("This is proved")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "One of these would make room" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" })).ToHaveCountAsync(0);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_choice_makes_another_plan_and_what_was_seen_is_what_is_started()
    {
        await using var context = await browser.NewAsync();
        var cloud = Clouds.Small();
        cloud.Build.AddInstance(new InstanceSpec("resized") { Host = Clouds.Host, Status = "VERIFY_RESIZE", ResizedFrom = "compute-02" });
        await using var server = await ConsoleServer.StartAsync(cloud);
        var page = await server.SignedInAsync(context, "plan/compute-01");
        var asked = page.GetByRole(AriaRole.Heading, new() { Name = "1 instance needs you before compute-01 is empty" });
        await Expect(asked).ToBeVisibleAsync();
        await page.GetByLabel("Resizes that nobody has confirmed").SelectOptionAsync("confirm");
        await Expect(asked).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Grid, new() { Name = "Where they go" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo my choices" }).ClickAsync();
        await Expect(asked).ToBeVisibleAsync();
        await page.GetByLabel("Instances that move").SelectOptionAsync("none");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No instance leaves compute-01" })).ToBeVisibleAsync();
        await page.GetByLabel("Instances that move").SelectOptionAsync("all");
        await page.GetByLabel("Resizes that nobody has confirmed").SelectOptionAsync("confirm");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "4 instances can leave compute-01" })).ToBeVisibleAsync();
        await Expect(asked).ToHaveCountAsync(0);

        // The cloud changes behind the page: nothing starts before its user has seen the plan as it is now.
        server.Cloud.Build.AddInstance(new InstanceSpec("newcomer") { Host = Clouds.Host });
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByText("The cloud has changed since")).ToBeVisibleAsync();
        await Expect(page.GetByText("newcomer")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is empty: it is safe to work on it" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByText("compute-01 has an open maintenance")).ToBeVisibleAsync();
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_host_is_drained()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context);
        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }));
        await page.Keyboard.PressAsync("Enter");
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" });
        await start.WaitForAsync();
        await TabToAsync(page, start);
        await page.Keyboard.PressAsync("Enter");
        var back = page.GetByRole(AriaRole.Button, new() { Name = "Return to service" });
        await back.WaitForAsync();
        await TabToAsync(page, back);
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Return to service" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is back in service" })).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until it has the focus.</summary>
    private static async Task TabToAsync(IPage page, ILocator wanted)
    {
        const int most = 100;
        await wanted.WaitForAsync();
        for (var i = 0; i < most; i++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{most} times Tab do not lead to {wanted}.");
    }
}
