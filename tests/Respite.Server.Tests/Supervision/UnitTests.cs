using System.Diagnostics;

namespace Respite.Server.Tests.Supervision;

public sealed class UnitTests
{
    private static readonly string Unit = Path.Combine(Repository.Root, "deploy", "systemd", "respite.service");

    [Fact]
    public async Task The_unit_is_one_that_systemd_takes()
    {
        var program = new[] { "/usr/bin/systemd-analyze", "/bin/systemd-analyze" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "systemd-analyze is not installed (Debian: apt-get install systemd)");
        var folder = Directory.CreateTempSubdirectory("respite-unit-");
        try
        {
            // It has to find the program that is to be started.
            var unit = Path.Combine(folder.FullName, "respite.service");
            await File.WriteAllTextAsync(unit, (await File.ReadAllTextAsync(Unit, TestContext.Current.CancellationToken)).Replace("/opt/respite/respite", "/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            using var verify = Process.Start(new ProcessStartInfo(program, ["verify", "--man=no", "--recursive-errors=no", unit]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = await Task.WhenAll(verify.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await verify.WaitForExitAsync(TestContext.Current.CancellationToken);
            (verify.ExitCode, string.Concat(said).Trim()).ShouldBe((0, ""));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
