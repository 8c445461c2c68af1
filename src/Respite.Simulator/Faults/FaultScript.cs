using System.Text.RegularExpressions;
using Respite.Simulator.Model;

namespace Respite.Simulator.Faults;

/// <summary>
/// What goes wrong, and when. Faults of instances' own moves are words in their name or metadata: <see cref="InstanceModes"/>.
/// </summary>
public sealed class FaultScript
{
    private readonly World _world;
    private readonly List<RequestFault> _requests = [];
    private readonly Dictionary<string, DateTimeOffset> _away = [];
    private readonly HashSet<string> _stale = [];

    internal FaultScript(World world) => _world = world;

    /// <summary>Adds a fault of requests; the first that meets a request wins.</summary>
    public RequestFault Add(RequestFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_world.Gate)
            _requests.Add(fault);
        return fault;
    }

    /// <summary>The next <paramref name="times"/> requests so answered, counted from the <paramref name="nth"/> that matches.</summary>
    public RequestFault Fail(string? method, string path, int status, int nth = 1, int times = 1, bool after = false) => Add(new RequestFault
    {
        Kind = after ? RequestFaultKind.FailAfter : RequestFaultKind.FailBefore, Method = method, Path = new Regex(path), Status = status, Nth = nth, Times = times,
    });

    /// <summary>Takes back all faults of requests and outages.</summary>
    public void Clear()
    {
        lock (_world.Gate)
        {
            _requests.Clear();
            _away.Clear();
        }
    }

    /// <summary>All connections to keystone, nova, placement, neutron or cinder break from now on for <paramref name="duration"/> (scaled).</summary>
    public void Away(string service, TimeSpan duration)
    {
        lock (_world.Gate)
        {
            _world.Agenda.RunDue();
            _away[service] = _world.Now + _world.Agenda.Scale(duration);
        }
    }

    /// <summary>Every token given out so far is refused from now on.</summary>
    public void ExpireTokens()
    {
        lock (_world.Gate)
        {
            _world.Agenda.RunDue();
            TokenEpoch++;
        }
    }

    internal int TokenEpoch { get; private set; }

    /// <summary>
    /// The scheduler does not count a group's members that are still on their way (as with several schedulers, or after one of Nova's
    /// periodic resets): the late check on the destination then leaves the second of them in ERROR.
    /// </summary>
    public bool SchedulerForgets { get; set; }

    /// <summary>All checks on this destination refuse.</summary>
    public void RejectTo(string host, bool on = true) => OfHost(host, f => f.RejectsIncoming = on);

    /// <summary>All live migrations to this destination fail half way.</summary>
    public void FailTo(string host, bool on = true) => OfHost(host, f => f.FailsIncoming = on);

    /// <summary>This host's COMPUTE_STATUS_DISABLED is never written.</summary>
    public void TraitNeverSet(string host, bool on = true) => OfHost(host, f => f.TraitNeverSet = on);

    /// <summary>After its next live migration completes, the instance's host field still names the source.</summary>
    public void StaleHostField(string instanceId)
    {
        lock (_world.Gate)
            _stale.Add(instanceId);
    }

    internal bool TakesStaleHost(Instance instance) => _stale.Remove(instance.Id);

    internal bool IsAway(string service) => _away.TryGetValue(service, out var until) && _world.Now < until;

    internal RequestFault? Next(string method, string target, string body) => _requests.Find(f => f.Meets(method, target, body));

    private void OfHost(string host, Action<HostFaults> change)
    {
        lock (_world.Gate)
            change((_world.FindHost(host) ?? throw new ArgumentException($"No host {host} in the simulated cloud.", nameof(host))).Faults);
    }
}
