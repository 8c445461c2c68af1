namespace Respite.EndToEnd.Tests.Console;

/// <summary>What a test in the browser cannot do without.</summary>
internal static class ConsoleNeeds
{
    private static bool IsBuilt => File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html"));

    /// <summary>Skips the test where the console is not built, and without a browser.</summary>
    public static void SkipWithout()
    {
        Assert.SkipWhen(!IsBuilt, "the console is not built: web/build (it takes Node 20.19 or newer)");
        Assert.SkipWhen(Chromium.Program is null, "chromium is not installed (Debian: apt-get install --no-install-recommends chromium)");
    }
}
