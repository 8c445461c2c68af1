using Respite.Cli.Output;

namespace Respite.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void On_a_narrow_terminal_the_widest_column_wraps_at_words()
    {
        using var to = new StringWriter();
        TextTable.Write(to, ["a", "reason"], [["1", "no host has enough memory free"]], 24);
        to.ToString().ShouldBe(
            """
            +---+------------------+
            | a | reason           |
            +---+------------------+
            | 1 | no host has      |
            |   | enough memory    |
            |   | free             |
            +---+------------------+

            """);
    }

    [Fact]
    public void An_empty_list_is_a_header()
    {
        using var to = new StringWriter();
        TextTable.Write(to, ["a"], []);
        to.ToString().ShouldBe("+---+\n| a |\n+---+\n");
    }
}
