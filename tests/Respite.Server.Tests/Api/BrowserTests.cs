using System.Text.RegularExpressions;
using Respite.Server.Tests.Api.Documents;

namespace Respite.Server.Tests.Api;

/// <summary>The page that shows the API's document, in a real browser.</summary>
public sealed partial class BrowserTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("respite-browser-");
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await ServedCloud.StartAsync(_ => { });

    public async ValueTask DisposeAsync()
    {
        await served.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_page_shows_every_operation_without_an_error_and_without_other_machines()
    {
        var page = await OpenAsync(new Uri(served.Url, "/docs"));
        page.Console.ShouldBeEmpty();
        page.Asked.ShouldBeEmpty();
        var shown = Shown().Matches(page.Dom).Select(m => m.Groups[1].Value);
        shown.Order().ShouldBe(CommittedDocument.Operations.Select(o => o.Path).Order());
    }

    [Fact]
    public async Task What_the_page_is_not_to_do_would_be_seen()
    {
        var file = Path.Combine(folder.FullName, "page.html");
        await File.WriteAllTextAsync(file, "<script src='http://example.org/a.js'></script><script>console.error('broken')</script>", TestContext.Current.CancellationToken);
        var page = await OpenAsync(new Uri(file));
        page.Asked.ShouldBe(["GET http://example.org/a.js HTTP/1.1"]);
        page.Console.ShouldContain(line => line.Contains("broken", StringComparison.Ordinal));
    }

    private Task<BrowsedPage> OpenAsync(Uri url) => new Browser(Path.Combine(folder.FullName, "profile")).OpenAsync(url, TestContext.Current.CancellationToken);

    [GeneratedRegex("class=\"opblock-summary-path[^\"]*\" data-path=\"([^\"]+)\"")]
    private static partial Regex Shown();
}
