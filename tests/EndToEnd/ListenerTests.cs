using System.Diagnostics;
using System.Net;

namespace Respite.EndToEnd.Tests;

/// <summary>Many follow the journal live; one that is slow to read harms neither the others nor the drain.</summary>
public sealed class ListenerTests
{
    private const int Listeners = 1000;
    private const int PerAddress = 250;

    [Fact]
    public async Task A_thousand_listeners_hear_every_event_in_order_whatever_a_slow_one_does()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var folder = await CloudFolder.CreateAsync();
        using var server = folder.Serve();
        await server.LineAsync("listens at");
        EventListener[] callers = [.. Enumerable.Range(2, Listeners / PerAddress).Select(n => new EventListener(folder, IPAddress.Parse($"127.0.0.{n}")))];
        using var slow = new EventListener(folder, IPAddress.Loopback);

        var unread = await slow.OpenUnreadAsync(cancel);
        var byteByByte = new ByteByByte(await slow.OpenAsync(0, cancel));
        var streams = await Task.WhenAll(Enumerable.Range(0, Listeners).Select(n => callers[n / PerAddress].OpenAsync(0, cancel)));
        var heard = Task.WhenAll(streams.Append(byteByByte).Select(stream => EventListener.IdsAsync(stream, cancel)));

        var drain = folder.RunAsync("drain", "compute-01", "--wait");
        (await slow.ReadAsync("/v1/maintenances", cancel)).GetProperty("maintenances").GetArrayLength().ShouldBeLessThanOrEqualTo(1);
        (await drain).ExitCode.ShouldBe(0);
        var journal = (await slow.ReadAsync("/v1/events?limit=1000", cancel)).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()).ToList();
        journal.ShouldBeInOrder();
        (await heard).ShouldAllBe(ids => ids.SequenceEqual(journal));
        Tell(server);

        unread.Dispose();
        byteByByte.Dispose();
        (await folder.RunAsync("return", "compute-01", "--wait")).ExitCode.ShouldBe(0);
        (await EventListener.IdsAsync(await slow.OpenAsync(0, cancel), cancel)).ShouldBe(journal);
        await Signals.TerminateAsync(server.Id);
        (await server.EndAsync()).ExitCode.ShouldBe(0);
        foreach (var caller in callers)
            caller.Dispose();
    }

    /// <summary>What so many listeners cost, in the test's output; nothing is asserted of it.</summary>
    private static void Tell(RespiteProcess server)
    {
        using var process = Process.GetProcessById(server.Id);
        TestContext.Current.TestOutputHelper!.WriteLine($"The server with {Listeners} listeners: {process.WorkingSet64 >> 20} MiB, {process.TotalProcessorTime.TotalSeconds:F1} s of processor time.");
    }
}
