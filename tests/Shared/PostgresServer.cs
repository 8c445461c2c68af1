using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;



namespace Respite.Tests.Shared;

/// <summary>The distribution's PostgreSQL, started by the first test that asks for it and ended with the tests; each gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private string? folder;
    private Process? server;
    private int port;

    private static string? Programs => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
        : null;

    /// <returns>The connection string of a new, empty database.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (server is null)
                await StartAsync(Programs!);
        }
        finally
        {
            gate.Release();
        }
        var name = $"respite_{Guid.NewGuid():N}";
        await using var admin = new NpgsqlConnection(To("postgres"));
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", admin);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return To(name);
    }

    /// <summary>Ends it as a crash would, in the middle of whatever it does, and starts it again at the same port.</summary>
    /// <param name="away">For how long it is not there.</param>
    public async Task RestartAsync(TimeSpan away)
    {
        await EndAsync();
        await Task.Delay(away, TestContext.Current.CancellationToken);
        await ServeAsync(Programs!);
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (server is not null)
            await EndAsync();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder!, "data");

    private string To(string database) => $"Host=127.0.0.1;Port={port};Database={database};Username=postgres;Pooling=true;Maximum Pool Size=20";

    private async Task EndAsync()
    {
        // SIGQUIT to the postmaster by its own tool: an immediate end.
        await RunAsync(Path.Combine(Programs!, "pg_ctl"), "stop", "-D", Data, "-m", "immediate", "-s");
        await server!.WaitForExitAsync();
        server.Dispose();
    }

    private async Task StartAsync(string programs)
    {
        folder = Directory.CreateTempSubdirectory("respite-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("/bin/chown", "postgres", folder);
        await RunAsync(Path.Combine(programs, "initdb"), "-D", Data, "-U", "postgres", "-A", "trust", "--no-sync");
        port = FreePort();
        await ServeAsync(programs);
    }

    private async Task ServeAsync(string programs)
    {
        server = Start(Path.Combine(programs, "postgres"), "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-k", folder!, "-c", "fsync=off");
        for (var i = 0; ; i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(To("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (i < 200)
            {
                // Not yet: it says nowhere else that it listens.
                await Task.Delay(50);
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    /// <summary>PostgreSQL refuses to run as root: then as the user that its package has made.</summary>
    private static Process Start(string program, params string[] arguments)
    {
        var asRoot = Environment.IsPrivilegedProcess && program != "/bin/chown";
        var start = new ProcessStartInfo(asRoot ? "/usr/bin/setpriv" : program)
        {
            RedirectStandardOutput = false, WorkingDirectory = "/",
        };
        string[] prefix = asRoot ? ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", program] : [];
        foreach (var argument in prefix.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
