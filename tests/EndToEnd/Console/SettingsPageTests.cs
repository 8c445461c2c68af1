using Dapper;
using Microsoft.Playwright;
using Respite.Server.Store;
using Respite.Server.Tests.Webhooks;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Policies by name, and webhooks.</summary>
public sealed class SettingsPageTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task A_policy_is_made_chosen_for_a_plan_changed_and_removed()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context, "settings");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No named policies" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New policy" }).ClickAsync();
        await page.Locator("#name").FillAsync("careful");
        await page.GetByLabel("What it is for").FillAsync("for databases");
        await page.GetByLabel("Instances that move").SelectOptionAsync("none");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("no instance moves")).ToBeVisibleAsync();

        await page.GotoAsync($"{server.Url}console/plan/compute-01");
        await page.GetByLabel("Policy").SelectOptionAsync("careful");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No instance leaves compute-01" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change careful" }).ClickAsync();
        await page.GetByLabel("Instances that move").SelectOptionAsync("active");
        await page.GetByLabel("It holds where nobody chooses a policy").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.GetByText("only running instances move")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove careful" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No named policies" })).ToBeVisibleAsync();
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_is_added_with_a_secret_that_is_shown_once_and_removed()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context, "settings");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Webhooks" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody is told" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New webhook" }).ClickAsync();
        await page.Locator("#url").FillAsync("nonsense");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(page.GetByText("The request is not valid")).ToBeVisibleAsync();
        await page.Locator("#url").FillAsync("https://127.0.0.1:9/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(page.GetByLabel("The webhook's secret")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^whsec_"));
        await Expect(page.GetByText("up to event")).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove https://127.0.0.1:9/hook" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody is told" })).ToBeVisibleAsync();
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dead_letters_say_why_they_were_given_up_and_are_sent_again()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Mood = Mood.Answers500;
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context, "settings");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Webhooks" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New webhook" }).ClickAsync();
        await page.Locator("#url").FillAsync(receiver.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(page.GetByText("up to event")).ToBeVisibleAsync();

        await page.GotoAsync($"{server.Url}console/plan/compute-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Drain compute-01" }).ClickAsync();
        var refused = await receiver.NextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Webhooks" }).ClickAsync();
        await Expect(page.GetByText("Not taken")).ToBeVisibleAsync();
        await server.KillAsync();
        await GiveUpAsync(server.StateFile);
        await server.StartAgainAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "dead letter" }).ClickAsync();
        var given = page.GetByRole(AriaRole.Grid, new() { Name = "Dead letters" }).GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText($"{refused.Seq}", new() { Exact = true }) });
        await Expect(given).ToContainTextAsync("500");
        await Expect(given).Not.ToContainTextAsync("Invalid");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        receiver.Mood = Mood.Takes;
        await page.GetByRole(AriaRole.Button, new() { Name = "Send them again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "dead letter" })).ToHaveCountAsync(0);
        while (!receiver.Taken.Contains(refused.Seq))
            await receiver.NextAsync();
        server.Faults.ShouldBeEmpty();
    }

    /// <summary>As after sixteen hours of tries.</summary>
    private static async Task GiveUpAsync(string stateFile)
    {
        await using var database = await SqliteDatabase.OpenAsync(stateFile);
        await using var connection = await database.ConnectAsync();
        (await connection.ExecuteAsync("UPDATE webhook_letters SET dead_at = due_at")).ShouldBeGreaterThan(0);
    }
}
