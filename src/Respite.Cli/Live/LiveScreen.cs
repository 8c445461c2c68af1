using Respite.Cli.Api;
using Spectre.Console;

namespace Respite.Cli.Live;

/// <summary>Redraws <see cref="DrainScreen"/> in place on a terminal.</summary>
public sealed class LiveScreen(IAnsiConsole console, TimeProvider clock, Func<(int Columns, int Rows)> size) : IProgressView
{
    private const int NewsLines = 3;
    private readonly Queue<string> news = new();
    private IReadOnlyList<Maintenance> latest = [];
    private LiveDisplayContext? display;

    public Task WhileAsync(Func<Task> work) =>
        console.Live(new Text("…")).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async context =>
        {
            display = context;
            await work();
            Draw();
            display = null;
        });

    public void Journal(JournalEvent entry) => Add(PlainLines.Format(entry));

    public void Note(string text) => Add(text);

    public void Show(IReadOnlyList<Maintenance> maintenances)
    {
        latest = maintenances;
        Draw();
    }

    private void Add(string line)
    {
        news.Enqueue(line);
        while (news.Count > NewsLines) news.Dequeue();
    }

    private void Draw()
    {
        if (latest.Count == 0 || display is null) return;
        var (columns, rows) = size();
        display.UpdateTarget(DrainScreen.Render([.. latest], [.. news], clock.GetUtcNow(), columns, rows));
        display.Refresh();
    }
}
