using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Telemetry;

/// <summary>Where the log goes.</summary>
public enum LogFormat
{
    /// <summary>Warnings and errors, to <c>respite.log</c> in the state directory.</summary>
    Text,

    /// <summary>A JSON object a line, to the standard output; also what changes.</summary>
    Json,
}

internal static class LogOutput
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Of other code than ours, warnings and errors only.</summary>
    public static void AddLog(this ILoggingBuilder logging, ServerOptions options)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter(nameof(Respite), LogLevel.Information)
            // It adds an id of its own to all that is logged for a request; ours is the one that the caller gets.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (options.Log == LogFormat.Json)
            logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (true, true, Time));
        else
            logging.Services.AddSingleton<ILoggerProvider>(new FileLog(Path.Combine(options.StateDirectory, "respite.log"), TimeProvider.System));
    }
}
