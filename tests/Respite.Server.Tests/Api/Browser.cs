using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Respite.Server.Tests.Api;

/// <summary>What a browser has made of a page.</summary>
/// <param name="Dom">The page as it is once its scripts have run.</param>
/// <param name="Console">What its console shows.</param>
/// <param name="Asked">What it wanted from other machines, <c>CONNECT example.org:443</c>.</param>
internal sealed record BrowsedPage(string Dom, IReadOnlyList<string> Console, IReadOnlyList<string> Asked);

/// <summary>The distribution's chromium without a window, which reaches this machine alone.</summary>
internal sealed partial class Browser(string profile)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string[] Quiet =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
        "--disable-extensions", "--disable-domain-reliability", "--disable-features=OptimizationHints,MediaRouter,Translate", "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom",
    ];

    /// <summary>Without a browser the test is skipped.</summary>
    public async Task<BrowsedPage> OpenAsync(Uri url, CancellationToken cancel)
    {
        var program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "chromium is not installed (Debian: apt-get install --no-install-recommends chromium)");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        // Loopback is asked directly, all else through the proxy; this one only writes down what it is asked for.
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asked = new List<string>();
        var noting = NoteAsync(proxy, asked);
        using var browser = Process.Start(new ProcessStartInfo(program, [.. Quiet, $"--user-data-dir={profile}", $"--proxy-server={proxy.LocalEndpoint}", url.ToString()])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var said = await Task.WhenAll(browser.StandardOutput.ReadToEndAsync(limit.Token), browser.StandardError.ReadToEndAsync(limit.Token));
            proxy.Stop();
            await noting;
            return new BrowsedPage(said[0], [.. said[1].Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))], asked);
        }
        finally
        {
            if (!browser.HasExited)
                browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task NoteAsync(TcpListener proxy, List<string> asked)
    {
        try
        {
            while (true)
            {
                using var client = await proxy.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream());
                if (await reader.ReadLineAsync() is { } line && !Own().IsMatch(line))
                    asked.Add(line);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The browser has ended.
        }
    }

    /// <summary>What it asks its maker by itself, whatever page it shows.</summary>
    [GeneratedRegex(@"[ /](clients\d*|accounts|update|www|safebrowsing|optimizationguide-pa|content-autofill|edgedl|redirector|dl)(\.me)?\.(google|googleapis|gvt1)\.com[:/]")]
    private static partial Regex Own();
}
