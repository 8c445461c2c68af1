using System.Diagnostics;
using System.Text;
using Microsoft.Playwright;
using Respite.Bench.Load;
using Respite.EndToEnd.Tests.Console;
using Respite.Lab.Tests.Horizon;
using Respite.Simulator;
using Respite.Simulator.Building;

namespace Respite.Bench.WebConsole;

/// <summary>The console's map of a thousand hosts in a browser on this machine, beside Horizon's page of instances where the lab has Horizon.</summary>
internal static class ConsoleBench
{
    private const int Hosts = 1000;
    private const int Rounds = 5;

    /// <param name="horizon">Its address and the password of admin; empty: it is not looked at.</param>
    public static async Task<int> RunAsync(string[] horizon)
    {
        await using var cloud = LargeCloud.Create(Hosts, Hosts * 10);
        await cloud.StartAsync();
        using var server = await ServerProcess.StartAsync(cloud);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);

        var console = await LoadsAsync(() => SignedInAsync(browser, server.Api), new Uri(server.Api.BaseAddress!, "console/"), page => page.WaitForFunctionAsync($"() => document.querySelectorAll('.tile').length === {Hosts}"));
        Rows.Write($"console, map of {Hosts} hosts: first load", $"{console.Bytes / 1024:0} KiB", "transferred");
        Rows.Write($"console, map of {Hosts} hosts: interactive after", $"{console.Milliseconds:0} ms", $"median of {Rounds}");
        if (horizon is [var url, var password])
        {
            var other = await LoadsAsync(() => DashboardAsync(browser, url, password), new Uri($"{url}/project/instances/"), page => page.WaitForLoadStateAsync(LoadState.NetworkIdle));
            Rows.Write("Horizon, page of instances: first load", $"{other.Bytes / 1024:0} KiB", $"the console: {console.Bytes / other.Bytes:0.00} times");
            Rows.Write("Horizon, page of instances: interactive after", $"{other.Milliseconds:0} ms", $"the console: {console.Milliseconds / other.Milliseconds:0.00} times");
        }

        var page = await (await SignedInAsync(browser, server.Api)).NewPageAsync();
        await page.GotoAsync(new Uri(server.Api.BaseAddress!, "console/").ToString());
        await page.Locator(".tile").Nth(Hosts - 1).WaitForAsync();
        var updates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var host = LargeCloud.HostName(round);
            using var body = new StringContent($$"""{"host": "{{host}}"}""", Encoding.UTF8, "application/json");
            (await server.Api.PostAsync(new Uri("/v1/maintenances", UriKind.Relative), body)).EnsureSuccessStatusCode();
            var began = Stopwatch.GetTimestamp();
            await page.Locator(".tile-moving", new() { HasText = host }).WaitForAsync();
            updates.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        Rows.Write($"console, map of {Hosts} hosts: a host that is drained shows as such after", $"{Median(updates):0} ms", "with the planning and Nova's own time");

        var filter = page.GetByLabel("Find a host");
        var typed = Stopwatch.GetTimestamp();
        await filter.FillAsync(LargeCloud.HostName(Hosts - 1));
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.tile').length === 1");
        Rows.Write($"console, map of {Hosts} hosts: filtered after", $"{Stopwatch.GetElapsedTime(typed).TotalMilliseconds:0} ms");
        return 0;
    }

    /// <summary>Loads of a page by browsers that have never seen it: the bytes and the time until the page's thread is idle, medians.</summary>
    private static async Task<(double Bytes, double Milliseconds)> LoadsAsync(Func<Task<IBrowserContext>> signedIn, Uri address, Func<IPage, Task> shown)
    {
        var (bytes, times) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await using var context = await signedIn();
            var page = await context.NewPageAsync();
            var network = await context.NewCDPSessionAsync(page);
            await network.SendAsync("Network.enable");
            await network.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
            var transferred = 0.0;
            network.Event("Network.loadingFinished").OnEvent += (_, finished) => transferred += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            await page.GotoAsync(address.ToString());
            await shown(page);
            times.Add(await page.EvaluateAsync<double>("() => new Promise(idle => requestIdleCallback(() => idle(performance.now())))"));
            bytes.Add(transferred);
        }
        return (Median(bytes), Median(times));
    }

    private static async Task<IBrowserContext> SignedInAsync(IBrowser browser, HttpClient api)
    {
        var context = await browser.NewContextAsync();
        var answer = await context.APIRequest.PostAsync(new Uri(api.BaseAddress!, "v1/session").ToString(), new()
        {
            DataObject = new { token = api.DefaultRequestHeaders.GetValues("X-Auth-Token").Single() },
            Headers = new Dictionary<string, string> { ["X-Respite-Console"] = "1" },
        });
        return answer.Ok ? context : throw new InvalidOperationException($"sign-in: {answer.Status} {await answer.TextAsync()}");
    }

    private static async Task<IBrowserContext> DashboardAsync(IBrowser browser, string url, string password)
    {
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await HorizonSignIn.RunAsync(page, url, password);
        await page.CloseAsync();
        return context;
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);
}
