using System.Text.Json;

namespace Respite.Contract.Tests.Clouds;

/// <summary>The lab: a real OpenStack on this machine (lab/up). Only with RESPITE_LAB=1, since the suite creates, moves and deletes servers there.</summary>
public sealed class LabCloud : CloudUnderTest
{
    private static string State => Environment.GetEnvironmentVariable("OSLAB_STATE") ?? "/var/lib/oslab";

    public override string? Unavailable => Environment.GetEnvironmentVariable("RESPITE_LAB") == "1" ? null : "Runs on the lab only with RESPITE_LAB=1 (and lab/up).";

    public override Uri AuthUrl => new($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT_KEYSTONE") ?? "5000"}/v3");

    public override string Password => Environment.GetEnvironmentVariable("LAB_PASSWORD") ?? "labpass";

    public override HttpMessageHandler CreateHandler() => new SocketsHttpHandler { UseProxy = false };

    public override Task PassAsync(TimeSpan time) => Task.Delay(time);

    public override async Task<string> ImageIdAsync(Api api)
    {
        var images = await api.GetAsync("image", "/v2/images?name=lab-image");
        return images["images"]![0]!["id"]!.GetValue<string>();
    }

    public override Task SetFaultsAsync(IReadOnlyList<string> rejectTo, IReadOnlyList<string> failTo) =>
        File.WriteAllTextAsync(Path.Combine(State, "lab.json"), rejectTo.Count + failTo.Count == 0 ? "{}" : JsonSerializer.Serialize(new { reject_to = rejectTo, fail_to = failTo }));
}
