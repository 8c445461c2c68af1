using System.Net.Sockets;
using System.Text;
using Respite.Server.Supervision;

namespace Respite.Server.Tests.Supervision;

public sealed class SupervisorTests
{
    [Fact]
    public void Only_what_systemd_says_to_this_process_counts()
    {
        Of().ShouldBeNull();
        Of(("NOTIFY_SOCKET", "nonsense")).ShouldBeNull();
        Of(("NOTIFY_SOCKET", "/run/notify")).ShouldBe(new SupervisorOptions("/run/notify", null));
        Of(("NOTIFY_SOCKET", "@a"), ("WATCHDOG_USEC", "3000000")).ShouldBe(new SupervisorOptions("@a", TimeSpan.FromSeconds(3)));
        Of(("NOTIFY_SOCKET", "@a"), ("WATCHDOG_USEC", "3000000"), ("WATCHDOG_PID", "7")).ShouldBe(new SupervisorOptions("@a", TimeSpan.FromSeconds(3)));
        Of(("NOTIFY_SOCKET", "@a"), ("WATCHDOG_USEC", "3000000"), ("WATCHDOG_PID", "8")).ShouldBe(new SupervisorOptions("@a", null));
        Of(("NOTIFY_SOCKET", "@a"), ("WATCHDOG_USEC", "soon")).ShouldBe(new SupervisorOptions("@a", null));
    }

    [Fact]
    public async Task One_that_is_not_alive_is_not_heard_of()
    {
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var name = $"respite-{Guid.NewGuid():N}";
        systemd.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        var asked = 0;
        var dead = new TaskCompletionSource();
        using (var supervisor = new Supervisor(new SupervisorOptions($"@{name}", TimeSpan.FromMilliseconds(20)), IsAlive, TimeProvider.System))
        {
            supervisor.Ready();
            await dead.Task.WaitAsync(TestContext.Current.CancellationToken);
            supervisor.Stopping();
        }
        (await HearAsync(systemd, 4)).ShouldBe(["READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"]);
        systemd.Available.ShouldBe(0);

        bool IsAlive()
        {
            if (Interlocked.Increment(ref asked) > 4)
                dead.TrySetResult();
            return asked <= 2;
        }
    }

    [Fact]
    public void A_supervisor_that_is_gone_holds_up_nothing()
    {
        using var supervisor = new Supervisor(new SupervisorOptions("/nowhere/notify", null), () => true, TimeProvider.System);
        supervisor.Ready();
        supervisor.Stopping();
    }

    private static SupervisorOptions? Of(params (string Name, string Value)[] environment) => SupervisorOptions.Of(environment.ToDictionary(pair => pair.Name, pair => pair.Value), 7);

    private static async Task<List<string>> HearAsync(Socket socket, int count)
    {
        var heard = new List<string>();
        var datagram = new byte[100];
        while (heard.Count < count)
            heard.Add(Encoding.ASCII.GetString(datagram, 0, await socket.ReceiveAsync(datagram, SocketFlags.None, TestContext.Current.CancellationToken)));
        return heard;
    }
}
