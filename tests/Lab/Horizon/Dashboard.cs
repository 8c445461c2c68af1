using Microsoft.Playwright;
using Respite.EndToEnd.Tests.Console;

namespace Respite.Lab.Tests.Horizon;

/// <summary>The lab's Horizon in the distribution's chromium, signed in as admin.</summary>
internal sealed class Dashboard : IAsyncDisposable
{
    private const int PatienceMs = 120_000;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly string url;

    private Dashboard(IPlaywright playwright, IBrowser browser, IPage page, string url) => (this.playwright, this.browser, Page, this.url) = (playwright, browser, page, url);

    public IPage Page { get; }

    public static async Task<Dashboard> SignInAsync(string password)
    {
        var url = $"http://127.0.0.1:{LabScripts.Setting("PORT_HORIZON")}";
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 560 } });
        page.SetDefaultTimeout(PatienceMs);
        page.SetDefaultNavigationTimeout(PatienceMs);
        await HorizonSignIn.RunAsync(page, url, password);
        return new Dashboard(playwright, browser, page, url);
    }

    public Task GoAsync(string panel) => Page.GotoAsync($"{url}/admin/{panel}");

    /// <summary>Loads a panel again until its table says this.</summary>
    public Task ShowAsync(string panel, string text) => LabCloud.Until(
        async () =>
        {
            await GoAsync(panel + "/");
            return (await Page.Locator("#main_content, #content_body").First.InnerTextAsync()).Contains(text, StringComparison.OrdinalIgnoreCase);
        },
        $"{text} in {panel}");

    public Task SubmitAsync() => Page.Locator("form input[type=submit], form button[type=submit]").Last.ClickAsync();

    /// <summary>The actions of the one plan that is listed.</summary>
    public async Task OpenActionsAsync()
    {
        await Page.Locator("table tbody tr td a").First.ClickAsync();
        await Page.GetByText("migrate").First.WaitForAsync();
    }

    /// <summary>Starts the one plan that is listed.</summary>
    public Task StartAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Start Action Plan" }).Last.ClickAsync();

    public Task PictureAsync(string folder, string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
