using System.Text.RegularExpressions;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Faults;

namespace Respite.Server.Tests.Faults;

/// <summary>What users, other operators and bad luck do to the cloud while a host is drained. It ends at <see cref="Last"/>.</summary>
internal static class Disturbances
{
    /// <summary>From here on nothing new goes wrong, and what was broken is repaired.</summary>
    public static readonly TimeSpan Last = TimeSpan.FromSeconds(240);

    private static readonly string[] Paths =
    [
        "/action$", "/action$", "/action$", "/os-services", "/servers/detail", "/os-migrations", "/servers/[0-9a-f-]{36}$", "/os-hypervisors", "/traits", "/allocation", "/auth/tokens", "/os-instance-actions", "/migrations/", ".",
    ];

    private static readonly RequestFaultKind[] Kinds = Enum.GetValues<RequestFaultKind>();
    private static readonly int[] Troubles = [500, 502, 503, 504];
    private static readonly string[] Services = ["nova", "keystone", "placement", "neutron"];
    private static readonly string[] Actions = ["os-stop", "os-start", "pause", "unpause", "suspend", "resume", "rescue", "unrescue", "reboot"];

    public static void Schedule(SimulatedCloud cloud, Random random, IReadOnlyList<string> drained)
    {
        for (var i = random.Next(0, 6); i > 0; i--)
            cloud.Faults.Add(Fault(random));
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var own = new Random(random.Next());
            cloud.After(When(random), c => Strike(c, own, drained[own.Next(drained.Count)]));
        }
        cloud.After(Last, Repair);
    }

    private static TimeSpan When(Random random) => TimeSpan.FromSeconds(random.Next(3) == 0 ? random.NextDouble() * 3 : random.NextDouble() * 90);

    private static RequestFault Fault(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var path = Paths[random.Next(Paths.Length)];
        return new RequestFault
        {
            Kind = kind,
            Path = new Regex(path),
            Nth = random.Next(1, path == "/action$" ? 6 : 40),
            Times = random.Next(1, 4),
            Status = kind == RequestFaultKind.FailBefore && random.Next(3) == 0 ? 409 : Troubles[random.Next(Troubles.Length)],
            RetryAfter = random.Next(4) == 0 ? random.Next(1, 10) : null,
            Delay = kind == RequestFaultKind.Slow ? TimeSpan.FromSeconds(random.Next(4) == 0 ? 70 : random.Next(1, 12)) : TimeSpan.Zero,
        };
    }

    private static void Strike(SimulatedCloud cloud, Random random, string host)
    {
        var other = cloud.Hosts[random.Next(cloud.Hosts.Count)].Name;
        var residents = cloud.Host(host).Instances.ToList();
        var victim = residents.Count > 0 ? residents[random.Next(residents.Count)].Id : null;
        switch (random.Next(16))
        {
            case 0:
                cloud.Faults.Away(Services[random.Next(Services.Length)], TimeSpan.FromSeconds(random.Next(1, 40)));
                break;
            case 1:
                cloud.Faults.ExpireTokens();
                break;
            case 2 when other != host:
                cloud.Faults.RejectTo(other);
                break;
            case 3 when other != host:
                cloud.Faults.FailTo(other);
                break;
            case 4:
                cloud.Kill(other, seenAtOnce: random.Next(2) == 0);
                cloud.After(TimeSpan.FromSeconds(random.Next(5, 90)), c => c.Revive(other));
                break;
            case 5 when victim is not null:
                cloud.Faults.StaleHostField(victim);
                break;
            case 6 when victim is not null:
                cloud.Delete(victim);
                break;
            case 7 when victim is not null:
                cloud.DeleteAtOnce(victim);
                break;
            case 8:
                cloud.Boot(new InstanceSpec($"late-{random.Next(100)}") { Host = host });
                break;
            case 9:
                cloud.Land(new InstanceSpec($"landed-{random.Next(100)}") { Host = host });
                break;
            case 10 or 11 when victim is not null:
                cloud.Act(victim, Actions[random.Next(Actions.Length)]);
                break;
            case 12 when victim is not null:
                cloud.LiveMigrate(victim, random.Next(2) == 0 ? null : other);
                break;
            case 13 when victim is not null:
                cloud.ColdMigrate(victim);
                break;
            case 14 when cloud.Host(host).DisabledReason?.StartsWith("respite: ", StringComparison.Ordinal) == true:
                cloud.SetEnabled(host, true);
                break;
            case 15:
                cloud.SetAgentsAlive(host, false);
                break;
        }
    }

    /// <summary>Its owner, or another operator, does something to the instance at the very moment at which it is looked at.</summary>
    public static void Touch(SimulatedCloud cloud, Random random, string instance)
    {
        if (cloud.Instances.All(i => i.Id != instance))
            return;
        switch (random.Next(4))
        {
            case 0:
                cloud.Delete(instance);
                break;
            case 1:
                cloud.LiveMigrate(instance);
                break;
            default:
                cloud.Act(instance, Actions[random.Next(Actions.Length)]);
                break;
        }
    }

    private static void Repair(SimulatedCloud cloud)
    {
        cloud.Faults.Clear();
        foreach (var host in cloud.Hosts)
        {
            cloud.Revive(host.Name);
            cloud.Faults.RejectTo(host.Name, on: false);
            cloud.Faults.FailTo(host.Name, on: false);
            cloud.SetAgentsAlive(host.Name, true);
        }
        foreach (var instance in cloud.Instances.Where(i => i.GuestHost is not null && i.GuestHost != i.Host))
            cloud.HealHostField(instance.Id);
    }
}
