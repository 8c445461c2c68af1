using System.Text.RegularExpressions;
using Respite.Simulator;
using Respite.Simulator.Faults;

namespace Respite.EndToEnd.Tests;

/// <summary>What goes wrong with a cloud while its hosts are drained, drawn at random.</summary>
internal sealed class Trouble(SimulatedCloud cloud, Random random)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);
    private static readonly Regex Moves = new("/servers/[^/]+/action$");
    private string? failing;

    public void Make()
    {
        switch (random.Next(7))
        {
            case 0:
                cloud.Faults.Fail("POST", Moves.ToString(), 503, times: 3);
                break;
            case 1:
                cloud.Faults.Fail("POST", Moves.ToString(), 502, times: 3, after: true);
                break;
            case 2:
                cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.ResetAfter, Method = "POST", Path = Moves, Times = 3 });
                break;
            case 3:
                cloud.Faults.Away("nova", Outage);
                break;
            case 4:
                cloud.Faults.Away("placement", Outage);
                break;
            case 5:
                cloud.Faults.ExpireTokens();
                break;
            default:
                FailElsewhere();
                break;
        }
    }

    public void End()
    {
        cloud.Faults.Clear();
        if (failing is not null)
            cloud.Faults.FailTo(failing, on: false);
    }

    /// <summary>From now on live migrations to another host than before fail half way.</summary>
    private void FailElsewhere()
    {
        if (failing is not null)
            cloud.Faults.FailTo(failing, on: false);
        var hosts = cloud.Hosts.Where(h => h.Enabled).ToList();
        failing = hosts.Count == 0 ? null : hosts[random.Next(hosts.Count)].Name;
        if (failing is not null)
            cloud.Faults.FailTo(failing);
    }
}
