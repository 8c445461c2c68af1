using System.Text.Json;

namespace Respite.Server;

/// <summary>Tells other processes of the same user where this server listens, and its token (0600).</summary>
internal sealed class EndpointFile
{
    private readonly string path;

    private EndpointFile(string path, Uri url, string token)
    {
        this.path = path;
        Url = url;
        Token = token;
    }

    public Uri Url { get; }

    public string Token { get; }

    public static EndpointFile Write(string directory, Uri url, string token)
    {
        var path = Path.Combine(directory, "endpoint.json");
        var json = JsonSerializer.SerializeToUtf8Bytes(new { url = url.ToString().TrimEnd('/'), token, pid = Environment.ProcessId });
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, options))
            file.Write(json);
        File.Move(fresh, path, overwrite: true);
        return new EndpointFile(path, url, token);
    }

    public void Remove() => File.Delete(path);
}
