using System.Diagnostics;

namespace Respite.EndToEnd.Tests;

/// <summary><c>lab/watcher-walk</c>, by the clients that are installed.</summary>
internal static class WatcherWalk
{
    private static readonly string[] Clients = ["/usr/bin/openstack", "/usr/bin/watcher"];

    public static void SkipWithoutClients() =>
        Assert.SkipUnless(Array.TrueForAll(Clients, File.Exists), "Watcher's clients are not installed (Debian: apt-get install python3-openstackclient python3-watcherclient)");

    /// <param name="cloud">How the clients sign in, as OS_* variables.</param>
    public static async Task<Outcome> RunAsync(string host, IReadOnlyDictionary<string, string> cloud)
    {
        var start = new ProcessStartInfo(Path.Combine(Root(), "lab", "watcher-walk"), [host]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("OS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in new Dictionary<string, string>(cloud)
        {
            ["OS_IDENTITY_API_VERSION"] = "3", ["OS_USER_DOMAIN_NAME"] = "Default", ["OS_PROJECT_DOMAIN_NAME"] = "Default", ["OS_REGION_NAME"] = "RegionOne",
        })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await errors);
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Respite.slnx")))
            at = Path.GetDirectoryName(at)!;
        return at;
    }
}
