using Respite.Server.Api;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Faults;

/// <summary>The person at the keyboard: gives odd commands while things go wrong, and brings everything to an end afterwards.</summary>
internal sealed class Operator(Random random, DateTimeOffset calmAt)
{
    private const int PatientResumes = 2;
    private readonly Dictionary<string, int> resumed = [];
    private readonly TimeSpan hold = TimeSpan.FromSeconds(random.Next(1, 80));

    /// <summary>Any command at all, whether it fits the state or not.</summary>
    public Task MeddleAsync(CommandRunner run, IReadOnlyList<string> ids)
    {
        var (id, abort) = (ids[random.Next(ids.Count)], random.Next(2) == 0);
        return random.Next(10) switch
        {
            0 or 1 or 2 => run.RunAsync(id, (m, _, now) => Commands.Pause(m, now)),
            3 or 4 => run.RunAsync(id, (m, moves, now) => Commands.Resume(m, moves, [], now)),
            5 => run.RunAsync(id, (m, _, now) => Commands.Cancel(m, abort, now)),
            _ => run.RunAsync(id, (m, _, now) => Commands.Return(m, now)),
        };
    }

    /// <param name="blocked">Told of a maintenance that needs a person though nothing is broken any more, before it is helped.</param>
    public async Task AttendAsync(CommandRunner run, Maintenance m, DateTimeOffset now, Func<Maintenance, Task<IReadOnlyList<string>>> blocked)
    {
        var since = now - m.StateSince;
        switch (m.State)
        {
            case MaintenanceState.Paused when since > TimeSpan.FromSeconds(15):
                await run.RunAsync(m.Id, (v, moves, at) => Commands.Resume(v, moves, [], at));
                break;
            case MaintenanceState.Cancelling when !m.AbortRunning && now > calmAt && since > TimeSpan.FromSeconds(90):
                await run.RunAsync(m.Id, (v, _, at) => Commands.Cancel(v, abort: true, at));
                break;
            case MaintenanceState.InMaintenance when since > hold:
                await run.RunAsync(m.Id, (v, _, at) => Commands.Return(v, at));
                break;
            case MaintenanceState.Blocked when now > calmAt && since > TimeSpan.FromSeconds(45):
                await HelpAsync(run, m, blocked);
                break;
        }
    }

    private async Task HelpAsync(CommandRunner run, Maintenance m, Func<Maintenance, Task<IReadOnlyList<string>>> blocked)
    {
        var tries = resumed[m.Id] = resumed.GetValueOrDefault(m.Id) + 1;
        if (tries <= PatientResumes)
        {
            await run.RunAsync(m.Id, (v, moves, at) => Commands.Resume(v, moves, [], at));
            return;
        }
        var leftOver = await blocked(m);
        if (tries > PatientResumes + 3 || random.Next(4) == 0)
            await run.RunAsync(m.Id, (v, _, at) => Commands.Cancel(v, tries % 2 == 0, at));
        else
            await run.RunAsync(m.Id, (v, moves, at) => Commands.Resume(v, moves, leftOver, at));
    }
}
