using Respite.Planning.Model;
using Respite.Planning.Words;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Words;

public sealed class InstanceWordsTests
{
    private static readonly DrainPolicy AllCount = new() { OwnerWords = Enum.GetValues<Word>() };

    private static InstanceSnapshot Says(string? metadata = null, string? tag = null, string? flavor = null) => Instance("a") with
    {
        Metadata = metadata is null ? new Dictionary<string, string>() : new() { ["respite:policy"] = metadata },
        Tags = tag is null ? [] : ["web", $"respite:policy={tag}"],
        FlavorExtraSpecs = flavor is null ? new Dictionary<string, string>() : new() { ["respite:policy"] = flavor },
    };

    private static InstanceSnapshot Writes(string key, string value) => Instance("a") with { Metadata = new Dictionary<string, string> { [key] = value } };

    [Theory]
    [InlineData("live", Word.Live)]
    [InlineData("cold", Word.Cold)]
    [InlineData("skip", Word.Skip)]
    [InlineData("ask", Word.Ask)]
    [InlineData(" Cold ", Word.Cold)]
    public void An_owner_says_it_in_metadata_or_in_a_tag(string said, Word word)
    {
        InstanceWords.Of(Says(metadata: said), AllCount).ShouldSatisfyAllConditions(s => s.Word.ShouldBe(word), s => s.By.ShouldBe(Speaker.Owner), s => s.Warnings.ShouldBeEmpty());
        InstanceWords.Of(Says(tag: said), AllCount).ShouldSatisfyAllConditions(s => s.Word.ShouldBe(word), s => s.By.ShouldBe(Speaker.Owner), s => s.Warnings.ShouldBeEmpty());
    }

    [Fact]
    public void The_operator_by_name_is_heard_before_the_owner_the_flavor_and_the_project()
    {
        var policy = AllCount with { ProjectWords = new Dictionary<string, Word> { ["p1"] = Word.Ask } };
        var named = policy with { Words = new Dictionary<string, Word> { ["vm-a"] = Word.Live } };
        var instance = Says(metadata: "cold", flavor: "skip");

        Heard(instance, named).ShouldBe((Word.Live, Speaker.Operator));
        Heard(instance, named with { Words = new Dictionary<string, Word> { ["a"] = Word.Ask } }).ShouldBe((Word.Ask, Speaker.Operator));
        Heard(instance, policy).ShouldBe((Word.Cold, Speaker.Owner));
        Heard(instance, policy with { OwnerWords = [] }).ShouldBe((Word.Skip, Speaker.Flavor));
        Heard(Says(), policy).ShouldBe((Word.Ask, Speaker.Project));
        Heard(Says(), AllCount).Word.ShouldBeNull();
    }

    [Theory]
    [InlineData("live", true)]
    [InlineData("cold", true)]
    [InlineData("ask", true)]
    [InlineData("skip", false)]
    public void By_default_an_owner_may_say_all_but_skip(string said, bool counts)
    {
        var spoken = InstanceWords.Of(Says(metadata: said), new DrainPolicy());
        (spoken.Word is not null).ShouldBe(counts);
        spoken.Warnings.Count.ShouldBe(counts ? 0 : 1);
    }

    [Fact]
    public void A_word_that_an_owner_may_not_say_is_told_and_the_next_is_heard()
    {
        var spoken = InstanceWords.Of(Says(metadata: "skip", flavor: "live"), new DrainPolicy());
        (spoken.Word, spoken.By).ShouldBe((Word.Live, Speaker.Flavor));
        spoken.Warnings.ShouldHaveSingleItem().ShouldBe("vm-a: its owner says 'skip', which the policy's owner_words do not let an owner say: it is not followed");
    }

    [Theory]
    [InlineData("hot")]
    [InlineData("")]
    [InlineData("priority")]
    public void A_bad_word_is_told_with_the_instance_and_the_value(string said)
    {
        foreach (var instance in new[] { Says(metadata: said), Says(tag: said), Says(flavor: said) })
        {
            var spoken = InstanceWords.Of(instance, AllCount);
            spoken.Word.ShouldBeNull();
            spoken.Warnings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                w => w.ShouldStartWith("vm-a: "), w => w.ShouldContain($"'{said}'"), w => w.ShouldContain("none of live, cold, stop, notify, skip and ask"), w => w.ShouldEndWith("it is not followed"));
        }
    }

    [Fact]
    public void Metadata_counts_before_a_tag_that_differs()
    {
        var spoken = InstanceWords.Of(Says(metadata: "live", tag: "cold"), AllCount);
        spoken.Word.ShouldBe(Word.Live);
        spoken.Warnings.ShouldHaveSingleItem().ShouldContain("'cold'");
        InstanceWords.Of(Says(metadata: "live", tag: "LIVE"), AllCount).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7", 7, 0)]
    [InlineData("-2", -2, 0)]
    [InlineData("soon", 0, 1)]
    [InlineData("1.5", 0, 1)]
    [InlineData("99999999999", 0, 1)]
    public void A_priority_is_a_whole_number(string said, int priority, int warnings)
    {
        var spoken = InstanceWords.Of(Writes("respite:priority", said), AllCount);
        (spoken.Priority, spoken.Warnings.Count).ShouldBe((priority, warnings));
        InstanceWords.Of(Writes("respite:priority", "7"), AllCount with { OwnerWords = [] }).Priority.ShouldBe(0);
    }

    [Fact]
    public void Not_with_is_a_list_of_names_and_labels()
    {
        InstanceWords.Of(Writes("respite:not-with", "db-1, shard-a,,db-1"), AllCount).NotWith.ShouldBe(["db-1", "shard-a"]);
        InstanceWords.Of(Instance("a") with { Tags = ["respite:not-with=db-1;db-2"] }, AllCount).NotWith.ShouldBe(["db-1", "db-2"]);
        InstanceWords.Of(Writes("respite:not-with", " , "), AllCount).Warnings.ShouldHaveSingleItem();
        InstanceWords.Of(Writes("respite:not-with", "db-1"), new DrainPolicy { OwnerWords = [Word.Live] }).NotWith.ShouldBeEmpty();
    }

    private static (Word? Word, Speaker By) Heard(InstanceSnapshot instance, DrainPolicy policy) => InstanceWords.Of(instance, policy) is var spoken ? (spoken.Word, spoken.By) : default;
}
