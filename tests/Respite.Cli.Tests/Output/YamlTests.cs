using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Respite.Cli.Output;
using YamlDotNet.RepresentationModel;

namespace Respite.Cli.Tests.Output;

public sealed class YamlTests
{
    [Fact]
    public void Every_string_reads_back_as_itself() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var expected = new string([.. text.Get.Where(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF'))]);
        return Read(JsonSerializer.SerializeToElement(new Dictionary<string, string[]> { ["k"] = [expected] }))["k"][0].ToString() == expected;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("0x10")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("")]
    [InlineData("2026-11-21T05:00:00Z")]
    public void A_string_that_looks_like_something_else_is_quoted(string text)
    {
        using var to = new StringWriter();
        Yaml.Write(to, JsonSerializer.SerializeToElement(text));
        to.ToString().ShouldBe($"\"{text}\"\n");
    }

    [Fact]
    public void Nested_lists_and_objects_keep_their_shape()
    {
        var read = Read(JsonDocument.Parse("""{"a":{"b":[{"c":1,"d":[]},{"e":{}}]},"f":[["x","y"],"z"]}""").RootElement);
        read["a"]["b"][0]["c"].ToString().ShouldBe("1");
        ((YamlSequenceNode)read["a"]["b"][0]["d"]).Children.ShouldBeEmpty();
        read["f"][0][1].ToString().ShouldBe("y");
        read["f"][1].ToString().ShouldBe("z");
    }

    private static YamlNode Read(JsonElement json)
    {
        using var to = new StringWriter();
        Yaml.Write(to, json);
        var stream = new YamlStream();
        stream.Load(new StringReader(to.ToString()));
        return stream.Documents[0].RootNode;
    }
}
