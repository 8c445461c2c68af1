using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Respite.Server.Tests.Notifications;

/// <summary>The distribution's RabbitMQ on loopback ports, started by the first test that asks for it and ended with the tests.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private readonly SemaphoreSlim gate = new(1);
    private string? folder;
    private Process? names;
    private Process? server;

    public Uri Url { get; private set; } = null!;

    public async Task<Uri> StartedAsync()
    {
        Assert.SkipWhen(!File.Exists(Program), "RabbitMQ is not installed (Debian: apt-get install rabbitmq-server)");
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (server is null)
                await StartAsync();
            return Url;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<IConnection> ConnectAsync() => await new ConnectionFactory { Uri = await StartedAsync() }.CreateConnectionAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        foreach (var process in new[] { server, names })
        {
            if (process is null)
                continue;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("respite-rabbit-").FullName;
        var ports = FreePorts(3);
        Url = new Uri($"amqp://respite:a-password@127.0.0.1:{ports[0]}/");
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{ports[0]}\ndefault_user = respite\ndefault_pass = a-password\ndisk_free_limit.absolute = 50MB\n");
        foreach (var empty in new[] { "env.conf", "plugins" })
            await File.WriteAllTextAsync(Path.Combine(folder, empty), empty == "plugins" ? "[]." : "");
        // Started by us and on a port of its own: the Erlang VM would leave one behind.
        names = Run("epmd", ["-address", "127.0.0.1", "-port", $"{ports[2]}"], []);
        server = Run(Program, [], new()
        {
            ["HOME"] = folder,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = $"{ports[2]}",
            ["RABBITMQ_NODENAME"] = "respite@localhost",
            ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "env.conf"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none",
        });
        for (var i = 0; ; i++)
        {
            try
            {
                await using var connection = await new ConnectionFactory { Uri = Url }.CreateConnectionAsync();
                return;
            }
            catch (BrokerUnreachableException) when (i < 300 && !server.HasExited)
            {
                // Not yet: it says nowhere else that it listens.
                await Task.Delay(100);
            }
        }
    }

    private static Process Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int[] FreePorts(int count)
    {
        var sockets = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        sockets.ForEach(socket => socket.Start());
        int[] ports = [.. sockets.Select(socket => ((IPEndPoint)socket.LocalEndpoint).Port)];
        sockets.ForEach(socket => socket.Dispose());
        return ports;
    }
}
