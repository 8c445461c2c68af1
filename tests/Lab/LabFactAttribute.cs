using System.Runtime.CompilerServices;

namespace Respite.Lab.Tests;

/// <summary>A test on the lab's real Nova. Skipped unless <c>RESPITE_LAB=1</c> (<c>./test --lab</c>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabFactAttribute : FactAttribute
{
    public static bool Enabled => Environment.GetEnvironmentVariable("RESPITE_LAB") == "1";

    public LabFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = Enabled ? null : "needs the lab: lab/up, then ./test --lab";
    }
}
