using System.Net.Sockets;
using System.Text;

namespace Respite.Server.Supervision;

/// <summary>
/// Tells the supervisor how this process is, by sd_notify's protocol: a datagram each, without an answer. One that does not listen any more
/// holds up nothing.
/// </summary>
internal sealed class Supervisor(SupervisorOptions options, Func<bool> isAlive, TimeProvider clock) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint there = new(options.Socket[0] == '@' ? $"\0{options.Socket[1..]}" : options.Socket);
    private ITimer? watchdog;

    /// <summary>It serves from now on, and is looked after.</summary>
    public void Ready()
    {
        Say("READY=1");
        // Twice as often as it is asked for: one that comes late is not yet one that is missing.
        if (options.Watchdog is { } limit)
            watchdog = clock.CreateTimer(_ => SayAlive(), null, TimeSpan.Zero, limit / 2);
    }

    public void Stopping() => Say("STOPPING=1");

    public void Dispose()
    {
        watchdog?.Dispose();
        socket.Dispose();
    }

    /// <summary>Nothing is said while it is not alive: that is how the supervisor learns of it, and starts another.</summary>
    private void SayAlive()
    {
        if (isAlive())
            Say("WATCHDOG=1");
    }

    private void Say(string word)
    {
        try
        {
            socket.SendTo(Encoding.ASCII.GetBytes(word), there);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It does not listen any more, or this process is ending.
        }
    }
}
