using System.Globalization;
using System.Text.Json;
using Respite.Planning.Model;
using Respite.Planning.Schedule;

namespace Respite.Bench.Order;

/// <summary>One of mVM's instances (Kherbache, Madelaine, Hermenier, UCC'15): the work, and the schedule that mVM found for it.</summary>
/// <param name="Published">mVM's schedule.</param>
internal sealed record Mvm(string Name, ScheduleProblem Problem, IReadOnlyList<TimedMove> Published)
{
    /// <summary>Two nodes on links of 500 Mb/s, two on 1,000; a migration takes all or half of the bigger.</summary>
    private static readonly Dictionary<string, LinkSpeed> Links = new()
    {
        ["0"] = new(500, 500), ["1"] = new(500, 500), ["2"] = new(1000, 1000), ["3"] = new(1000, 1000),
    };

    private static readonly int[] Speeds = [1000, 500];

    public static IReadOnlyList<Mvm> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "random.*.json").Order(StringComparer.Ordinal).Select(Read)];

    private static Mvm Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var origin = file.RootElement.GetProperty("origin");
        var views = origin.GetProperty("views").EnumerateArray().ToArray();
        var used = origin.GetProperty("attributes").GetProperty("vms");
        var free = origin.GetProperty("mapping").GetProperty("onlineNodes").EnumerateObject().ToDictionary(node => node.Name, node =>
            node.Value.GetProperty("runningVMs").EnumerateArray().Aggregate(Amounts(views, "nodes", node.Name), (left, vm) => left.Minus(Amounts(views, "vms", vm.GetRawText()))));
        var actions = file.RootElement.GetProperty("actions").EnumerateArray().Where(action => action.GetProperty("id").GetString() == "migrateVM").ToArray();
        var moves = actions.Select(action => new Transfer
        {
            Id = action.GetProperty("vm").GetRawText(),
            Source = action.GetProperty("from").GetRawText(),
            Destination = action.GetProperty("to").GetRawText(),
            Resources = Amounts(views, "vms", action.GetProperty("vm").GetRawText()),
            Paces = Paces(used.GetProperty(action.GetProperty("vm").GetRawText()).GetProperty("memUsed").GetInt32(),
                action.GetProperty("from").GetRawText(), action.GetProperty("to").GetRawText()),
        }).OrderBy(move => int.Parse(move.Id, CultureInfo.InvariantCulture)).ToArray();
        return new Mvm(
            Path.GetFileNameWithoutExtension(path),
            new ScheduleProblem { Moves = moves, Links = Links, Free = free },
            [.. actions.Select(action => new TimedMove(
                moves.Single(move => move.Id == action.GetProperty("vm").GetRawText()),
                action.GetProperty("start").GetInt32(),
                new Pace(action.GetProperty("end").GetInt32() - action.GetProperty("start").GetInt32(), action.GetProperty("bw").GetInt32())))]);
    }

    /// <summary>How long a migration lasts, as in all of mVM's own schedules.</summary>
    private static int Seconds(int memoryMb, int mbps) => (memoryMb, mbps) switch
    {
        (2000, 1000) => 20,
        (2000, 500) => 51,
        (3000, 1000) => 29,
        (3000, 500) => 70,
        _ => throw new InvalidDataException($"the data does not tell how long {memoryMb} MB take at {mbps} Mb/s"),
    };

    private static Pace[] Paces(int memoryMb, string from, string to) =>
        [.. Speeds.Where(mbps => mbps <= Links[from].UpMbps && mbps <= Links[to].DownMbps).Select(mbps => new Pace(Seconds(memoryMb, mbps), mbps))];

    private static ResourceVector Amounts(JsonElement[] views, string of, string name) => new(views.Select(view => KeyValuePair.Create(
        view.GetProperty("rcId").GetString()!, view.GetProperty(of).TryGetProperty(name, out var amount) ? amount.GetInt64() : 0)));
}
