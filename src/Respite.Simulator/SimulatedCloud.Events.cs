using Respite.Simulator.Behaviour;
using Respite.Simulator.Building;
using Respite.Simulator.Model;

namespace Respite.Simulator;

/// <summary>What users, other operators and bad luck do while something else is going on.</summary>
public sealed partial class SimulatedCloud
{
    private Caller Somebody => new(_tokens.Users[1].Id, "demo", _tokens.Project("demo").Id, new HashSet<string> { "reader", "member" });

    /// <summary>Lets anything happen <paramref name="delay"/> (scaled) from now.</summary>
    public void After(TimeSpan delay, Action<SimulatedCloud> what) => Look(() =>
    {
        _world.Agenda.After(delay, () => what(this));
        return 0;
    });

    /// <summary>The owner deletes a server, named by name or id.</summary>
    public void Delete(string server) => Do(() => _compute.Life.Delete(Server(server), Somebody, _world.NewRequestId()));

    /// <summary>A server is gone at once, wherever its deletion would have got to.</summary>
    public void DeleteAtOnce(string server) => Do(() => _compute.Life.Vanish(Server(server)));

    /// <summary>Somebody boots a server onto the host (the scheduler still validates it).</summary>
    public Instance Boot(InstanceSpec spec) => Look(() =>
    {
        ArgumentNullException.ThrowIfNull(spec);
        var instance = Build.AddInstance(spec with { Host = null, Status = "BUILD", TaskState = "scheduling" });
        _compute.Life.Boot(instance, spec.Host, Somebody, _world.NewRequestId());
        return instance;
    });

    /// <summary>A build that was on its way before the host was disabled lands on it, whatever the scheduler would say now.</summary>
    public Instance Land(InstanceSpec spec) => Look(() =>
    {
        ArgumentNullException.ThrowIfNull(spec);
        var instance = Build.AddInstance(spec with { Status = "BUILD" });
        _world.Agenda.After(_world.Timings.Boot, () =>
        {
            if (instance.VmState != VmStates.Building)
                return;
            instance.VmState = VmStates.Active;
            instance.TaskState = null;
            instance.PowerState = PowerStates.Running;
            _world.Touch(instance);
        });
        return instance;
    });

    /// <summary>Somebody does os-stop, os-start, pause, unpause, suspend, resume, rescue, unrescue or reboot; false when Nova would have refused.</summary>
    public bool Act(string server, string action) => Look(() =>
    {
        var instance = Server(server);
        var what = PowerActions.Known[action];
        if (instance.TaskState is not null || !what.From.Contains(instance.VmState))
            return false;
        _compute.Power.Begin(instance, what, Somebody, _world.NewRequestId());
        return true;
    });

    public void Lock(string server, string? reason = null) => Do(() => (Server(server).Locked, Server(server).LockedReason) = (true, reason));

    /// <summary>Somebody else starts a live migration; false when Nova would have refused.</summary>
    public bool LiveMigrate(string server, string? destination = null) => Look(() =>
    {
        var instance = Server(server);
        if (instance.TaskState is not null || instance.VmState is not (VmStates.Active or VmStates.Paused))
            return false;
        _compute.Live.Begin(instance, destination, force: false, Somebody with { Roles = new HashSet<string> { "admin" } }, _world.NewRequestId());
        return true;
    });

    /// <summary>Somebody else starts a cold migration; false when Nova would have refused.</summary>
    public bool ColdMigrate(string server, string? destination = null) => Look(() =>
    {
        var instance = Server(server);
        if (instance.TaskState is not null || instance.VmState is not (VmStates.Active or VmStates.Stopped))
            return false;
        _compute.Cold.Begin(instance, destination, Somebody, _world.NewRequestId());
        return true;
    });

    /// <summary>Puts another service into the catalog, as <c>openstack endpoint create</c> does.</summary>
    public void Register(string type, string name, Uri url) => Do(() => _world.Registered.Add((type, name, url.ToString())));

    /// <summary>Another operator disables or enables the host.</summary>
    public void SetEnabled(string host, bool enabled, string? reason = null) => Do(() => _compute.Hosts.SetEnabled(Named(host), enabled, reason));

    /// <summary>kill -9 of the host's nova-compute; its state shows down after service_down_time, or at once when <paramref name="seenAtOnce"/>.</summary>
    public void Kill(string host, bool seenAtOnce = false) => Do(() =>
    {
        _compute.Hosts.Die(Named(host));
        if (seenAtOnce)
            Named(host).SeenUp = false;
    });

    /// <summary>The host's nova-compute starts again.</summary>
    public void Revive(string host) => Do(() => _compute.Hosts.Return(Named(host)));

    /// <summary>All network agents of the host live, or not.</summary>
    public void SetAgentsAlive(string host, bool alive) => Do(() =>
    {
        foreach (var agent in _world.Agents.Where(a => a.Host == host))
            agent.Alive = alive;
    });

    /// <summary>The stale host field is put right (Nova's own periodic task would).</summary>
    public void HealHostField(string server) => Do(() =>
    {
        var instance = Server(server);
        _world.Place(instance, _world.FindHost(instance.GuestHost));
    });

    private void Do(Action what) => Look(() =>
    {
        what();
        return 0;
    });
}
