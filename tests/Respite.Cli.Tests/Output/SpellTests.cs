using Respite.Cli.Output;

namespace Respite.Cli.Tests.Output;

public sealed class SpellTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(121, "3 min")]
    [InlineData(7199, "120 min")]
    [InlineData(7200, "2 h 0 min")]
    [InlineData(12_060, "3 h 21 min")]
    public void A_duration_is_said_as_a_person_would(int seconds, string said) => Spell.Seconds(seconds).ShouldBe(said);
}
