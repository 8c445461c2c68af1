using System.Text.Json;
using Respite.EndToEnd.Tests;

namespace Respite.Lab.Tests;

/// <summary>compute-01 of the lab, drained by the real command with a state directory of its own.</summary>
internal sealed class HostUnderTest : IDisposable
{
    public const string Name = "compute-01";

    /// <summary>Has a clouds.yaml of the lab.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("respite-lab-").FullName;

    public HostUnderTest() => File.Copy(Path.Combine(LabScripts.State, "clouds.yaml"), Path.Combine(Folder, "clouds.yaml"));

    public RespiteProcess StartDrain(params string[] more) => RespiteProcess.Start(Folder, ["drain", Name, .. more, "--local", "--os-cloud", "oslab"]);

    public Task<Outcome> RunAsync(params string[] arguments) => RespiteProcess.RunAsync(Folder, [.. arguments, "--local", "--os-cloud", "oslab"]);

    /// <summary>A server for the lab's cloud on a free port; <see cref="AskAsync"/> finds it.</summary>
    public RespiteProcess StartServer(Dictionary<string, string> environment) =>
        RespiteProcess.Start(Folder, environment, "serve", "--listen", "127.0.0.1:0", "--os-cloud", "oslab");

    public Task<Outcome> AskAsync(params string[] arguments) => RespiteProcess.RunAsync(Folder, [.. arguments, "--os-cloud", "oslab"]);

    public Task<Outcome> DrainAsync(params string[] more) => RunAsync(["drain", Name, .. more]);

    /// <summary>A policy file with these lines.</summary>
    public string Policy(string yaml)
    {
        var path = Path.Combine(Folder, "policy.yaml");
        File.WriteAllText(path, yaml);
        return path;
    }

    /// <summary>The plan as JSON, whatever its exit code.</summary>
    public async Task<JsonElement> PlanAsync(params string[] more) =>
        JsonDocument.Parse((await RunAsync(["plan", Name, .. more, "-f", "json"])).Output).RootElement;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
