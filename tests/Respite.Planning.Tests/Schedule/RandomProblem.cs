using Respite.Planning.Model;
using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

/// <summary>A random problem from a seed: hosts that are nearly full, links, limits and groups of all kinds.</summary>
internal static class RandomProblem
{
    public static ScheduleProblem Of(int seed, int moves = 14)
    {
        var random = new Random(seed);
        var hosts = Enumerable.Range(0, random.Next(2, 6)).Select(i => $"h{i}").ToArray();
        var links = random.Next(2) == 0;
        return new ScheduleProblem
        {
            Seed = random.Next(3),
            Effort = 5_000,
            Holds = random.Next(3) != 0,
            Moves = [.. Enumerable.Range(0, random.Next(1, moves + 1)).Select(i => Move(i, hosts, links, random))],
            Limits = new MoveLimits
            {
                PerCloud = Maybe(6),
                PerSource = Maybe(4),
                PerDestination = Maybe(3),
                PerZone = Maybe(4),
                PerProject = Maybe(3),
                LivePerSource = Maybe(3),
            },
            Links = links ? hosts.ToDictionary(host => host, _ => new LinkSpeed(500 * random.Next(1, 3), 500 * random.Next(1, 3))) : [],
            Free = random.Next(4) == 0 ? [] : hosts.ToDictionary(host => host, _ => Size(random.Next(0, 8), random.Next(1, 12))),
        };

        int? Maybe(int most) => random.Next(2) == 0 ? random.Next(1, most + 1) : null;
    }

    private static ResourceVector Size(int vcpu, int gpu) => ResourceVector.Of(("VCPU", vcpu), ("CUSTOM_GPU", gpu));

    private static Transfer Move(int i, string[] hosts, bool links, Random random)
    {
        var from = random.Next(hosts.Length);
        var seconds = random.Next(5, 60);
        return new Transfer
        {
            Id = $"m{i}",
            Source = hosts[from],
            Destination = !links && random.Next(10) == 0 ? null : hosts[(from + random.Next(1, hosts.Length)) % hosts.Length],
            Resources = Size(random.Next(1, 4), random.Next(0, 4)),
            Live = random.Next(5) != 0,
            Zone = $"z{random.Next(2)}",
            ProjectId = $"p{random.Next(3)}",
            GroupIds = random.Next(4) == 0 ? [$"g{random.Next(2)}"] : [],
            Paces = links ? [new Pace(seconds, 1000), new Pace((2 * seconds) + random.Next(10), 500)] : [new Pace(seconds)],
        };
    }
}
