using Microsoft.Playwright;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>The distribution's chromium without a window, started when the first test of the console needs it; each test has a profile of its own in it.</summary>
public sealed class ConsoleBrowser : IAsyncDisposable
{
    /// <summary>For a machine that is busy with other things.</summary>
    private const int PatienceMs = 120_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A fresh profile. Without a browser, or where the console is not built, the test is skipped.</summary>
    public async Task<IBrowserContext> NewAsync(int width = 1280, int height = 900, bool dark = false)
    {
        ConsoleNeeds.SkipWithout();
        playwright ??= await Playwright.CreateAsync();
        browser ??= await Chromium.LaunchAsync(playwright, PatienceMs);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB",
        });
        context.SetDefaultTimeout(PatienceMs);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
