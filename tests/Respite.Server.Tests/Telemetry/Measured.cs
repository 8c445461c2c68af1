using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Tests.Telemetry;

/// <summary>Instruments without a server, and those of one read as their lines.</summary>
internal static class Measured
{
    public static Instruments Nowhere => new(NewFactory());

    public static IMeterFactory NewFactory() => new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    /// <returns>Series to value, as they stand in the text.</returns>
    public static Dictionary<string, double> Read(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..].Replace("+Inf", "Infinity", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));
}
