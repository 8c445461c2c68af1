using Respite.Server.Webhooks;

namespace Respite.Server.Tests.Webhooks;

public sealed class WebhookErrorsTests
{
    [Theory]
    [InlineData("https://example.org/respite?team=4")]
    [InlineData("http://127.0.0.1:9000/")]
    [InlineData("http://[::1]:9000/")]
    [InlineData("http://localhost/hook")]
    public void Https_or_this_machine_is_allowed(string url) => WebhookErrors.Of(url, []).ShouldBeEmpty();

    [Theory]
    [InlineData("", "is no URL")]
    [InlineData("example.org", "is no URL")]
    [InlineData("ftp://example.org", "is no URL")]
    [InlineData("http://example.org/", "is not https")]
    [InlineData("http://127.0.0.1.example.org/", "is not https")]
    [InlineData("http://localhost.example.org/", "is not https")]
    [InlineData("https://me:secret@example.org/", "holds a password")]
    [InlineData("https://example.org/#a", "has a fragment")]
    public void Anything_else_says_why(string url, string why) => WebhookErrors.Of(url, []).ShouldHaveSingleItem().Detail.ShouldStartWith(why);

    [Fact]
    public void Types_are_names_or_beginnings_of_names()
    {
        WebhookErrors.Of("https://example.org", ["move.done", "maintenance.*", "host.cordoned"]).ShouldBeEmpty();
        WebhookErrors.Of("https://example.org", ["move", "*", "move.done;", "Move.Done", "move.*x", "move.done\n"]).Count.ShouldBe(6);
    }

    [Fact]
    public void A_webhook_wants_all_or_what_it_names()
    {
        var all = new Webhook { Id = "w", Url = "https://example.org" };
        all.Wants("move.done").ShouldBeTrue();
        var some = all with { Types = ["move.*", "maintenance.state"] };
        some.Wants("move.done").ShouldBeTrue();
        some.Wants("maintenance.state").ShouldBeTrue();
        some.Wants("maintenance.created").ShouldBeFalse();
        some.Wants("moves.done").ShouldBeFalse();
    }
}
