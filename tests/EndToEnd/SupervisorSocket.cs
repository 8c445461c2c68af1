using System.Net.Sockets;
using System.Text;

namespace Respite.EndToEnd.Tests;

/// <summary>Listens as systemd does to what a service says of itself.</summary>
internal sealed class SupervisorSocket : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public SupervisorSocket(string folder)
    {
        Path = System.IO.Path.Combine(folder, "notify");
        socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    public string Path { get; }

    /// <summary>Waits until it says this. What comes before is returned with it.</summary>
    public async Task<IReadOnlyList<string>> HearsAsync(string word)
    {
        using var limit = new CancellationTokenSource(Limit);
        var heard = new List<string>();
        var datagram = new byte[1024];
        do
        {
            var length = await socket.ReceiveAsync(datagram, SocketFlags.None, limit.Token);
            heard.Add(Encoding.ASCII.GetString(datagram, 0, length));
        }
        while (heard[^1] != word);
        return heard;
    }

    public void Dispose() => socket.Dispose();
}
