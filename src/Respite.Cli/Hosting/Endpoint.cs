using System.Text.Json;
using Respite.Cli.Api;

namespace Respite.Cli.Hosting;

/// <summary>What a running server left in its state directory for others on this machine to reach it.</summary>
public sealed record Endpoint(Uri Url, string Token, int Pid)
{
    /// <summary>The server that serves this state directory now, or null. A file left behind by a killed one does not count.</summary>
    public static async Task<RespiteClient?> FindAsync(string stateDirectory, CancellationToken cancel)
    {
        if (Read(Path.Combine(stateDirectory, "endpoint.json")) is not { } endpoint || !Alive(endpoint.Pid)) return null;
        var client = new RespiteClient(endpoint.Url, endpoint.Token);
        try
        {
            // Another process may have got the same pid or port: only an answer to the token counts.
            await client.GetAsync("v1/maintenances?limit=1", cancel);
            return client;
        }
        catch (Exception e) when (e is CliException or ApiException { Status: 401 or 403 or 404 })
        {
            client.Dispose();
            return null;
        }
    }

    private static Endpoint? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new Endpoint(
                new Uri(root.GetProperty("url").GetString()!), root.GetProperty("token").GetString()!, root.GetProperty("pid").GetInt32());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException or ArgumentException)
        {
            // Missing, or half written by a process that was killed: the lock in the directory decides, not this file.
            return null;
        }
    }

    private static bool Alive(int pid) => !OperatingSystem.IsLinux() || Directory.Exists($"/proc/{pid}");

    public override string ToString() => $"{Url} (pid {Pid})";
}
