using System.Text.Json.Nodes;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.WatcherApi.Catalogue;

namespace Respite.Server.WatcherApi.Running;

/// <summary>What the parameters of <c>host_maintenance</c> mean as a policy. Pure.</summary>
internal static class HostAuditPolicy
{
    /// <summary>The parameters speak of instances by their state, a policy by their ids.</summary>
    public static bool NeedsInstances(JsonObject parameters) => NoLive(parameters) || NoCold(parameters);

    /// <param name="policy">The cloud's default.</param>
    /// <param name="instances">Those of the host, where <see cref="NeedsInstances"/>.</param>
    public static DrainPolicy Of(DrainPolicy policy, JsonObject parameters, IReadOnlyList<InstanceView> instances)
    {
        if (!NeedsInstances(parameters))
            return policy;
        var words = new Dictionary<string, Word>(policy.Words, StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            if (WordOf(instance.Status, parameters) is { } word)
                words[instance.Id] = word;
        }
        // Whoever forbids live migration has asked for what runs to be stopped.
        return policy with { Words = words, AllowDowntime = policy.AllowDowntime || NoLive(parameters) };
    }

    private static Word? WordOf(string status, JsonObject parameters) => status switch
    {
        "ACTIVE" when NoLive(parameters) => NoCold(parameters) ? Word.Stop : Word.Cold,
        not "ACTIVE" when NoCold(parameters) => Word.Skip,
        _ => null,
    };

    private static bool NoLive(JsonObject parameters) => (bool?)parameters[Strategy.DisableLiveMigration] == true;

    private static bool NoCold(JsonObject parameters) => (bool?)parameters[Strategy.DisableColdMigration] == true;
}
