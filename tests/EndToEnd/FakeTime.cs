namespace Respite.EndToEnd.Tests;

/// <summary>A process whose clock on the wall is wrong (libfaketime); what measures spans is not touched.</summary>
internal static class FakeTime
{
    public static string? Library => Directory.GetDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists);

    /// <returns>What its environment needs.</returns>
    public static IReadOnlyDictionary<string, string> Ahead(int hours) => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!, ["FAKETIME"] = $"{hours:+0;-0}h", ["DONT_FAKE_MONOTONIC"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };
}
