using Microsoft.Playwright;
using Respite.Simulator.Building;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>A drain from the browser, from the map to the host's return, followed live.</summary>
public sealed class DrainPageTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task A_host_is_drained_and_returned_without_a_reload()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context);
        await DrainAsync(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is empty: it is safe to work on it" })).ToBeVisibleAsync();
        await Expect(page.GetByText("vm-1: Moved")).ToBeVisibleAsync();
        server.Cloud.Instances.ShouldAllBe(i => i.Host != Clouds.Host);
        server.Cloud.Host(Clouds.Host).Enabled.ShouldBeFalse();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Journal" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Grid, new() { Name = "Journal of this maintenance" }).GetByText("new disks")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Report" }).ClickAsync();
        await Expect(page.GetByText("3 instances", new() { Exact = true })).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync());
        (await File.ReadAllTextAsync(await file.PathAsync())).ShouldContain("vm-1");

        await AskAsync(page, "Return to service");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is back in service" })).ToBeVisibleAsync();
        server.Cloud.Host(Clouds.Host).Enabled.ShouldBeTrue();
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drain_is_paused_resumed_and_called_off()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Long());
        var page = await server.SignedInAsync(context);
        await DrainAsync(page);
        await AskAsync(page, "Pause");
        await Expect(page.GetByText("Paused", new() { Exact = true })).ToBeVisibleAsync();
        await AskAsync(page, "Resume");
        await Expect(page.GetByText("Draining", new() { Exact = true })).ToBeVisibleAsync();
        await AskAsync(page, "Call it off");
        await Expect(page.GetByText("Being called off").Or(page.GetByRole(AriaRole.Heading, new() { Name = "Called off" })).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Called off" })).ToBeVisibleAsync();
        server.Cloud.Host(Clouds.Host).Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task What_needs_a_person_is_asked_about_in_words_and_may_be_left()
    {
        await using var context = await browser.NewAsync();
        var cloud = Clouds.Small();
        cloud.Build.AddInstance(new InstanceSpec("broken") { Host = Clouds.Host, Status = "ERROR" });
        await using var server = await ConsoleServer.StartAsync(cloud);
        var page = await server.SignedInAsync(context);
        await page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 instance needs you before compute-01 is empty" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 needs you" })).ToBeVisibleAsync();
        await AskAsync(page, "Try again");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Journal" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Gridcell, new() { Name = "blocked:" })).ToHaveCountAsync(2);
        await AskAsync(page, "Leave them on the host");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "compute-01 is in maintenance, with what was left on it" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_instance_is_left_and_another_sent_elsewhere()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Long());
        var page = await server.SignedInAsync(context);
        await DrainAsync(page);
        await AskAsync(page, "Pause");
        var waiting = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText("Waiting", new() { Exact = true }) });
        await Expect(page.GetByText("Paused", new() { Exact = true })).ToBeVisibleAsync();
        var left = await NameAsync(waiting.First);
        await ActAsync(page, left, "Leave on the host");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave on the host" }).ClickAsync();
        await Expect(Row(page, left).GetByText("Skipped", new() { Exact = true })).ToBeVisibleAsync();

        var sent = await NameAsync(waiting.First);
        await ActAsync(page, sent, "Send it elsewhere");
        var planned = await page.GetByLabel("Destination").Locator("option").First.InnerTextAsync();
        var other = planned.Contains("compute-02", StringComparison.Ordinal) ? "compute-03" : "compute-02";
        await page.GetByLabel("Destination").SelectOptionAsync("compute-04");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it there" }).ClickAsync();
        await Expect(page.GetByText("has to stay in zone zone-a")).ToBeVisibleAsync();
        await page.GetByLabel("Destination").SelectOptionAsync(other);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it there" }).ClickAsync();
        await Expect(Row(page, sent).GetByRole(AriaRole.Gridcell, new() { Name = other, Exact = true })).ToBeVisibleAsync();

        await ActAsync(page, left, "Try again");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(Row(page, left).GetByText("Skipped", new() { Exact = true })).ToHaveCountAsync(0);
    }

    private static async Task<string> NameAsync(ILocator row) => (await row.GetByRole(AriaRole.Gridcell).First.InnerTextAsync()).Trim();

    private static ILocator Row(IPage page, string instance) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(instance, new() { Exact = true }) });

    private static async Task ActAsync(IPage page, string instance, string action)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {instance}", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
    }

    /// <summary>From the map to the maintenance.</summary>
    private static async Task DrainAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host }).ClickAsync();
        await page.GetByLabel("Why").FillAsync("new disks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Clouds.Host, Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Presses a button and confirms.</summary>
    private static async Task AskAsync(IPage page, string what)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
    }
}
