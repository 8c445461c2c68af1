using Microsoft.Playwright;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>The distribution's chromium without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Null: none is installed.</summary>
    public static string? Program => Programs.FirstOrDefault(File.Exists);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, float? patienceMs = null) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"], Timeout = patienceMs });
}
