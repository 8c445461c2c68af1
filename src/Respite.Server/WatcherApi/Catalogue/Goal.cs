namespace Respite.Server.WatcherApi.Catalogue;

/// <summary>What an audit may be for. Ids are those of this program, the same everywhere and always.</summary>
internal sealed record Goal(string Id, string Name, string DisplayName)
{
    public const string Maintaining = "cluster_maintaining";

    public static IReadOnlyList<Goal> All { get; } =
    [
        new("5b0d1e52-92a4-4c1a-9d4e-2f0a6f5d0001", Maintaining, "Cluster Maintaining"),
        new("5b0d1e52-92a4-4c1a-9d4e-2f0a6f5d0002", "dummy", "Dummy goal"),
        new("5b0d1e52-92a4-4c1a-9d4e-2f0a6f5d0003", "unclassified", "Unclassified"),
    ];

    /// <param name="named">Id or name, in capitals or not.</param>
    public static Goal? Find(string named) => All.FirstOrDefault(goal => goal.Id == named || goal.Name.Equals(named, StringComparison.OrdinalIgnoreCase));
}
