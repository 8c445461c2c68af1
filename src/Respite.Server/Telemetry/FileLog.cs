using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Telemetry;

/// <summary>Warnings and errors, a line each with its stack trace below, at the end of <c>respite.log</c> in the state directory.</summary>
internal sealed class FileLog(string path, TimeProvider clock) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock gate = new();
    private IExternalScopeProvider? scopes;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
        // Each line is written and closed by itself.
    }

    /// <summary>For which request and which maintenance: <c> [request req-..., maintenance ...]</c>.</summary>
    private string Scopes()
    {
        var words = new List<string>();
        scopes?.ForEachScope((scope, all) => all.Add($"{scope}".ReplaceLineEndings(" ")), words);
        return words.Count == 0 ? "" : $" [{string.Join(", ", words)}]";
    }

    private void Write(string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():u} {text}\n");
        lock (gate)
        {
            try
            {
                File.AppendAllText(path, line);
            }
            catch (IOException)
            {
                // A full disk must not stop a drain; what matters is in the journal.
            }
        }
    }

    private sealed class Category(FileLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var cause = exception is null ? "" : $"\n{exception}";
            log.Write(Printable.Of($"{logLevel} {name}{log.Scopes()}: {formatter(state, exception).ReplaceLineEndings(" ")}{cause}"));
        }
    }
}
