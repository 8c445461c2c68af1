using System.Security.Cryptography;
using System.Text;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Policies;
using Respite.Server.Store;

namespace Respite.Server.Plans;

/// <summary>A plan that is kept, so that exactly this one can be started later if it still holds.</summary>
public sealed record StoredPlan
{
    public required string Id { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    /// <summary>What it was made under, and what a maintenance that starts it keeps to.</summary>
    public required DrainPolicy Policy { get; init; }

    /// <summary>By which name it was chosen; null: none.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Hosts drained together with this one.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>The instances as they were.</summary>
    public IReadOnlyList<SeenInstance> Instances { get; init; } = [];

    /// <summary>Of what it was made from: the host, its instances with their states and resources, and where they go. Equal fingerprints, equal situations.</summary>
    public string Fingerprint { get; init; } = "";

    public required DrainPlan Plan { get; init; }

    internal static StoredPlan Of(MadePlan made, ChosenPolicy policy, IReadOnlyList<string> with, string createdBy, DateTimeOffset now)
    {
        IReadOnlyList<SeenInstance> seen = [.. made.Instances.OrderBy(i => i.Id, StringComparer.Ordinal).Select(i => new SeenInstance(i.Id, i.Name, i.Status, i.Snapshot.Resources))];
        return new StoredPlan
        {
            Id = Guid.CreateVersion7(now).ToString(),
            CreatedAt = now,
            CreatedBy = createdBy,
            Policy = policy.Policy,
            PolicyName = policy.Name,
            With = with,
            Instances = seen,
            Fingerprint = FingerprintOf(made.Plan, seen),
            Plan = made.Plan,
        };
    }

    private static string FingerprintOf(DrainPlan plan, IReadOnlyList<SeenInstance> seen)
    {
        var moves = plan.Moves.OrderBy(m => m.InstanceId, StringComparer.Ordinal).Select(m => $"{m.InstanceId} {m.Kind} {m.Destination}");
        var text = $"{plan.Host}\n{StoreJson.Write(seen)}\n{plan.SpareHost}\n{string.Join('\n', moves)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>An instance when the plan was made.</summary>
public sealed record SeenInstance(string Id, string Name, string Status, ResourceVector Resources);
