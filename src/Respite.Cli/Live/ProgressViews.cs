using System.Text;
using Spectre.Console;

namespace Respite.Cli.Live;

/// <summary>Chooses the view, so that Spectre.Console is loaded only where there is a terminal to draw on.</summary>
public static class ProgressViews
{
    /// <param name="toAnswer">The progress is the answer (watch), so it belongs on stdout; else on stderr.</param>
    public static IProgressView For(Terminal terminal, bool toAnswer)
    {
        var to = toAnswer ? terminal.Out : terminal.Error;
        var isTerminal = (toAnswer ? terminal.OutIsTerminal : terminal.ErrorIsTerminal) && terminal.Environment("TERM") != "dumb";
        return isTerminal ? Screen(terminal, to) : new PlainLines(to, terminal.Error);
    }

    private static LiveScreen Screen(Terminal terminal, TextWriter to)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new TerminalOutput(to, terminal.Size),
        });
        return new LiveScreen(console, terminal.Clock, terminal.Size);
    }

    /// <summary>Spectre's own output asks the console for its size and finds none when stdout is redirected, though we draw on stderr.</summary>
    private sealed class TerminalOutput(TextWriter writer, Func<(int Columns, int Rows)> size) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;
        public bool IsTerminal => true;
        public int Width => size().Columns;
        public int Height => size().Rows;

        public void SetEncoding(Encoding encoding)
        {
            // The terminal's encoding is the process's business.
        }
    }
}
