using System.Collections.Concurrent;
using Microsoft.Playwright;
using Respite.Simulator;

namespace Respite.EndToEnd.Tests.Console;

/// <summary>The real server as a process on a simulated cloud, to be looked at with a browser; it can be killed and started again at the same address.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private readonly string folder;
    private RespiteProcess process;

    private ConsoleServer(SimulatedCloud cloud, string folder, RespiteProcess process, Uri url) => (Cloud, this.folder, this.process, Url) = (cloud, folder, process, url);

    public SimulatedCloud Cloud { get; }

    public Uri Url { get; }

    /// <param name="cloud">Not listening yet; it is disposed of with this.</param>
    public static async Task<ConsoleServer> StartAsync(SimulatedCloud cloud)
    {
        await cloud.StartAsync();
        var folder = Directory.CreateTempSubdirectory("respite-console-").FullName;
        cloud.WriteCloudsYaml(Path.Combine(folder, "clouds.yaml"));
        var process = Serve(folder, "127.0.0.1:0");
        var url = new Uri((await process.LineAsync("listens at ")).Split("listens at ")[1]);
        return new ConsoleServer(cloud, folder, process, url);
    }

    /// <summary>Its SQLite file, to be changed only while it is not running.</summary>
    public string StateFile => Path.Combine(folder, "state", "respite", "simulated", "respite.db");

    /// <summary>What went wrong in the pages: scripts that broke, and what the content security policy forbade.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public Task KillAsync() => process.KillAsync();

    public async Task StartAgainAsync()
    {
        process.Dispose();
        process = Serve(folder, Url.Authority);
        await process.LineAsync("listens at ");
    }

    /// <summary>A page of the console, signed in by an address like the one that <c>respite demo</c> prints.</summary>
    /// <param name="roles">In the system's scope; none: an operator's.</param>
    public async Task<IPage> SignedInAsync(IBrowserContext context, string path = "", params string[] roles)
    {
        var page = await OpenAsync(context, $"{path}#token={Cloud.IssueToken("operator", null, roles.Length > 0 ? roles : ["manager", "reader"])}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        return page;
    }

    public async Task<IPage> OpenAsync(IBrowserContext context, string path = "")
    {
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A refused or failed request is no fault of the page: it says so to its user.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Faults.Enqueue(message.Text);
        };
        await page.GotoAsync($"{Url}console/{path}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        process.Dispose();
        await Cloud.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static RespiteProcess Serve(string folder, string address) => RespiteProcess.Start(folder, "serve", "--listen", address, "--os-cloud", "simulated");
}
