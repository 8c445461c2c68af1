using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>Signing in with Keystone, in every way, and out.</summary>
public sealed class SignInTests(ConsoleBrowser browser)
{
    [Fact]
    public async Task A_user_signs_in_to_a_project_or_to_the_system_and_out_again()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.OpenAsync(context);
        await page.Locator("#user").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.Locator("#project").FillAsync("admin");
        await SignInAsync(page);
        await Expect(page.GetByText("Keystone refuses this")).ToBeVisibleAsync();

        await page.GetByLabel("Password").FillAsync(server.Cloud.Password);
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")).ShouldNotContain("gAAAAA");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Locator("#user").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync(server.Cloud.Password);
        await page.GetByLabel("The whole system").CheckAsync();
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToBeVisibleAsync();
        server.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_application_credential_signs_in()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.OpenAsync(context);
        await page.GetByRole(AriaRole.Button, new() { Name = "Application credential" }).ClickAsync();
        await page.GetByLabel("Application credential's ID").FillAsync(server.Cloud.ApplicationCredentialId);
        await page.GetByLabel("Secret").FillAsync(server.Cloud.Password);
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_address_of_the_demo_signs_in_and_forgets_its_token()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context);
        page.Url.ShouldBe($"{server.Url}console/");
        // At the server's own address too a browser finds the console.
        await page.GotoAsync($"{server.Url}");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Clouds.Host })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_may_not_see_the_cloud_is_told_so()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.OpenAsync(context, $"#token={server.Cloud.IssueToken("tenant", "demo", ["member"])}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your roles do not show the cloud" })).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as somebody else" }).ClickAsync();
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_has_ended_leads_back_to_signing_in()
    {
        await using var context = await browser.NewAsync();
        await using var server = await ConsoleServer.StartAsync(Clouds.Small());
        var page = await server.SignedInAsync(context);
        await context.ClearCookiesAsync();
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
    }

    private static Task SignInAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
}
