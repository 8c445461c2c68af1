namespace Respite.Server.Telemetry.Metrics;

/// <summary>One metric with all its series.</summary>
/// <param name="Name">As Prometheus wants it: snake_case with its unit; a counter's ends in <c>_total</c>.</param>
/// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
internal sealed record MetricFamily(string Name, string Type, string Help, IReadOnlyList<Sample> Samples);

/// <summary>One line.</summary>
/// <param name="Suffix">After the family's name, such as <c>_bucket</c>.</param>
/// <param name="Labels">Written out, without braces; empty: none.</param>
internal readonly record struct Sample(string Suffix, string Labels, double Value);
