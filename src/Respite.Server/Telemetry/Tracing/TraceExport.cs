using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Respite.Server.Telemetry.Tracing;

/// <summary>Sends traces to a collector, OTLP over HTTP. A collector that is away loses traces and holds up nothing.</summary>
internal static class TraceExport
{
    private const string CloudSource = "Respite.OpenStack";

    /// <param name="endpoint">The collector's address, without <c>/v1/traces</c>.</param>
    /// <returns>Sends what is left when it is disposed.</returns>
    public static IDisposable Start(Uri endpoint) => Sdk.CreateTracerProviderBuilder()
        .AddSource(Traces.SourceName, CloudSource)
        .ConfigureResource(resource => resource.AddService("respite", serviceVersion: typeof(TraceExport).Assembly.GetName().Version!.ToString(3)))
        .AddOtlpExporter(exporter =>
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/v1/traces");
            exporter.TimeoutMilliseconds = 5000;
        })
        .Build();
}
