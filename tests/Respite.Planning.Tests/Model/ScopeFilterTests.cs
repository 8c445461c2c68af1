using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Model;

public sealed class ScopeFilterTests
{
    private static readonly InstanceSnapshot Web = Instance("a") with
    {
        Name = "web-1", Tags = ["frontend"], Metadata = new Dictionary<string, string> { ["tier"] = "1", ["respite:policy"] = "live" },
    };

    [Theory]
    [InlineData("name:web-*", true)]
    [InlineData("name:web-?", true)]
    [InlineData("name:web", false)]
    [InlineData("name:WEB-*", false)]
    [InlineData("project:p1", true)]
    [InlineData("project:p2", false)]
    [InlineData("tag:frontend", true)]
    [InlineData("tag:front", false)]
    [InlineData("metadata:tier", true)]
    [InlineData("metadata:tier=1", true)]
    [InlineData("metadata:tier=2", false)]
    [InlineData("metadata:respite:policy=live", true)]
    [InlineData("metadata:owner", false)]
    public void Only_what_a_selector_names_moves(string selector, bool moves)
    {
        var decision = InstanceStates.Decide(Web, new DrainPolicy { Only = [selector] });
        decision.Verdict.ShouldBe(moves ? StateVerdict.Move : StateVerdict.Leave);
        InstanceStates.Decide(Web, new DrainPolicy { Only = [selector, "name:web-1"] }).Verdict.ShouldBe(StateVerdict.Move);
    }

    [Theory]
    [InlineData("web-*")]
    [InlineData("host:h1")]
    [InlineData("name:")]
    [InlineData("metadata:=1")]
    [InlineData("")]
    public void A_selector_that_is_none_is_named(string selector) =>
        new DrainPolicy { Only = ["name:*", selector] }.Validate().ShouldHaveSingleItem().ShouldBe(
            new PolicyError("only", $"'{selector}' is no selector", "write name:GLOB, project:ID, tag:TAG, metadata:KEY or metadata:KEY=VALUE"));
}
