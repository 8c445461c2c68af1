using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Tests.Telemetry;

/// <summary>A collector that takes OTLP over HTTP on loopback, and reads from the protobuf what the tests ask for.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly List<Span> spans = [];
    private readonly WebApplication app;

    private TraceCollector(WebApplication app) => this.app = app;

    public Uri Url => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IReadOnlyList<Span> Spans
    {
        get
        {
            lock (spans)
                return [.. spans];
        }
    }

    public static async Task<TraceCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new TraceCollector(builder.Build());
        collector.app.MapPost("/v1/traces", collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        foreach (var resource in Fields(body.ToArray()).Where(f => f.Number == 1))
            foreach (var scope in Fields(resource.Bytes).Where(f => f.Number == 2))
                foreach (var span in Fields(scope.Bytes).Where(f => f.Number == 2))
                    lock (spans)
                        spans.Add(Read(span.Bytes));
        return Results.Bytes([], "application/x-protobuf");
    }

    private static Span Read(byte[] bytes)
    {
        var fields = Fields(bytes).ToLookup(f => f.Number, f => f.Bytes);
        string Id(int number) => Convert.ToHexStringLower(fields[number].FirstOrDefault() ?? []);
        DateTimeOffset At(int number) => DateTimeOffset.UnixEpoch.AddTicks((long)(BinaryPrimitives.ReadUInt64LittleEndian(fields[number].Single()) / 100));
        var failed = fields[15].Any(status => Fields(status).Any(f => f is { Number: 3, Varint: 2 }));
        var maintenance = fields[9].Select(Fields).Select(f => f.ToList()).Where(f => Encoding.UTF8.GetString(f[0].Bytes) == "respite.maintenance.id")
            .Select(f => Encoding.UTF8.GetString(Fields(f[1].Bytes).Single().Bytes)).SingleOrDefault();
        return new Span(Id(1), Id(2), Id(4), Encoding.UTF8.GetString(fields[5].Single()), maintenance, At(7), At(8), failed);
    }

    /// <summary>Protobuf's wire format: a number and type, then a varint, eight bytes, or a length and so many bytes.</summary>
    private static IEnumerable<(int Number, byte[] Bytes, ulong Varint)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var varint = (key & 7) == 0 ? Varint(message, ref at) : 0;
            var length = (key & 7) switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Varint(message, ref at) };
            yield return ((int)(key >> 3), message[at..(at + length)], varint);
            at += length;
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}

internal sealed record Span(string Trace, string Id, string Parent, string Name, string? Maintenance, DateTimeOffset Start, DateTimeOffset End, bool Failed);
