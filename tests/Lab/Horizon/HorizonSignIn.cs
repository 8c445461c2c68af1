using Microsoft.Playwright;

namespace Respite.Lab.Tests.Horizon;

/// <summary>Horizon's own form.</summary>
internal static class HorizonSignIn
{
    /// <param name="url">Horizon's, without a slash at its end.</param>
    public static async Task RunAsync(IPage page, string url, string password)
    {
        await page.GotoAsync($"{url}/auth/login/");
        await page.Locator("#id_username").FillAsync("admin");
        await page.Locator("#id_password").FillAsync(password);
        await page.Locator("#loginBtn").ClickAsync();
        await page.WaitForURLAsync(at => !at.Contains("/auth/login", StringComparison.Ordinal));
    }
}
