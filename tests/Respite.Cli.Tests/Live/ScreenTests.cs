using Respite.Cli.Api;
using Respite.Cli.Live;
using Spectre.Console;

namespace Respite.Cli.Tests.Live;

public sealed class ScreenTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-21T05:10:00Z", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(80, 24, 200, 1)]
    [InlineData(80, 24, 3, 1)]
    [InlineData(80, 24, 20, 5)]
    [InlineData(200, 60, 200, 2)]
    [InlineData(40, 10, 200, 1)]
    [InlineData(20, 3, 5, 9)]
    public void It_never_leaves_the_screen(int columns, int rows, int moves, int hosts)
    {
        var lines = Draw(columns, rows, [.. Enumerable.Range(1, hosts).Select(h => Draining($"compute-{h:00}", moves))]);
        lines.Length.ShouldBeLessThanOrEqualTo(Math.Max(1, rows - 1));
        lines.ShouldAllBe(l => l.Length <= Math.Max(40, columns));
    }

    [Fact]
    public void A_running_move_shows_where_it_goes_how_far_it_is_and_how_long_it_takes()
    {
        var row = Draw(80, 24, [Draining("compute-01", 5)]).Single(l => l.Contains("vm-000", StringComparison.Ordinal));
        row.ShouldContain("→ compute-02");
        row.ShouldContain("live");
        row.ShouldContain("running");
        row.ShouldContain("━━━╌╌╌╌╌  40% 1m00s ETA 1m30s");
    }

    [Fact]
    public void A_waiting_move_says_why()
    {
        var row = Draw(120, 24, [Draining("compute-01", 5)]).Single(l => l.Contains("vm-001", StringComparison.Ordinal));
        row.ShouldContain("waiting");
        row.ShouldContain("compute-01 already sends 1 instance");
    }

    [Fact]
    public void Of_many_moves_the_running_ones_are_shown_and_the_rest_is_counted()
    {
        var lines = Draw(80, 24, [Draining("compute-01", 200)]);
        lines.ShouldContain(l => l.Contains("vm-000", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("… and ", StringComparison.Ordinal) && l.Contains("waiting", StringComparison.Ordinal));
    }

    [Fact]
    public void A_move_s_words_do_not_steer_the_terminal()
    {
        var m = Draining("compute-01", 1) with { Moves = [Move(0, "waiting") with { Reason = "its owner says \u001b[2Jnever" }] };
        Draw(120, 24, [m]).ShouldContain(l => l.Contains("its owner says \ufffd[2Jnever", StringComparison.Ordinal));
    }

    [Fact]
    public void The_header_counts_and_measures_the_whole()
    {
        var m = Draining("compute-01", 4) with { Moves = [Move(0, "running"), Move(1, "done"), Move(2, "left"), Move(3, "failed")] };
        var lines = Draw(80, 24, [m]);
        lines[0].ShouldBe("compute-01  draining  10m00s, the longest move has 1m30s left");
        lines[1].ShouldContain(" 60%  1 done, 1 left, 1 running, 1 failed");
    }

    [Fact]
    public void Instance_names_are_shown_as_they_are_markup_and_newlines_included()
    {
        var m = Draining("compute-01", 1) with { Moves = [Move(0, "waiting") with { InstanceName = "[red]x\ny" }] };
        Draw(80, 24, [m]).ShouldContain(l => l.Contains("[red]x y", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_live_screen_runs_without_colours_where_they_are_not_wanted()
    {
        using var output = new StringWriter();
        var terminal = new Terminal
        {
            Out = TextWriter.Null, Error = output, ErrorIsTerminal = true, Environment = name => name == "NO_COLOR" ? "1" : null,
        };
        var view = ProgressViews.For(terminal, toAnswer: false);
        view.ShouldBeOfType<LiveScreen>();
        await view.WhileAsync(() =>
        {
            view.Show([Draining("compute-01", 200)]);
            view.Journal(new JournalEvent { Host = "compute-01", Message = "vm-000 is on its way" });
            view.Show([Draining("compute-01", 3)]);
            return Task.CompletedTask;
        });
        output.ToString().ShouldContain("vm-000");
        output.ToString().ShouldNotContain("\u001b[3");
    }

    private static string[] Draw(int columns, int rows, Maintenance[] maintenances)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Math.Max(40, columns);
        console.Write(DrainScreen.Render(maintenances, ["one line of news"], Now, columns, rows));
        return [.. output.ToString().TrimEnd('\n').Split('\n').Select(l => l.TrimEnd())];
    }

    private static Maintenance Draining(string host, int moves) => new()
    {
        Id = host, Host = host, State = "draining", CreatedAt = Now.AddMinutes(-10),
        Moves = [.. Enumerable.Range(0, moves).Select(i => Move(i, i == 0 ? "running" : i % 3 == 2 ? "done" : "waiting"))],
    };

    private static Move Move(int i, string state) => new()
    {
        InstanceId = $"id-{i}", InstanceName = $"vm-{i:000}-with-a-rather-long-name", Action = "live_migrate", State = state,
        Destination = state == "waiting" ? null : "compute-02", Progress = state == "running" ? 40 : null,
        StartedAt = state == "waiting" ? null : Now.AddMinutes(-1), EtaSeconds = state == "running" ? 90 : null,
        Reason = state == "waiting" ? "compute-01 already sends 1 instance" : null,
    };
}
