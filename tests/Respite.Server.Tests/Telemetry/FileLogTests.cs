using Microsoft.Extensions.Logging;
using Respite.Server.Telemetry;

namespace Respite.Server.Tests.Telemetry;

public sealed class FileLogTests
{
    [Fact]
    public void A_line_says_for_which_request_and_maintenance_it_is_and_is_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("respite-log-");
        try
        {
            var file = Path.Combine(folder.FullName, "respite.log");
            using (var factory = LoggerFactory.Create(logging => logging.AddProvider(new FileLog(file, TimeProvider.System))))
            {
                var log = factory.CreateLogger("Respite.Test");
                using (LogScopes.OfRequest(log, "req-1"))
                using (LogScopes.OfMaintenance(log, "m-1\n2026-01-01 Error forged"))
                    log.Log(LogLevel.Warning, default, "compute-01\nis away", null, (text, _) => text);
                log.Log(LogLevel.Information, default, "not worth a line", null, (text, _) => text);
            }
            File.ReadAllLines(file).ShouldHaveSingleItem().ShouldEndWith("Z Warning Respite.Test [request req-1, maintenance m-1 2026-01-01 Error forged]: compute-01 is away");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
