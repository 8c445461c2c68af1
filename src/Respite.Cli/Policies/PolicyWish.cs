using System.Text.Json.Nodes;
using Respite.Cli.Api;

namespace Respite.Cli.Policies;

/// <summary>The policy that was asked for: by name or from a file, and what flags say over it.</summary>
/// <param name="Name">On the server; null: none was named.</param>
/// <param name="File">The file's keys; null: none was given. Then the server's own default is what flags change.</param>
public sealed record PolicyWish(string? Name, JsonObject? File, JsonObject Flags)
{
    public bool IsEmpty => Name is null && File is null && Flags.Count == 0;

    /// <summary>Says it in a request: nothing, a name, or a policy written out.</summary>
    public async Task AddToAsync(JsonObject body, RespiteClient client, CancellationToken cancel)
    {
        if (Flags.Count == 0 && Name is not null) body["policy_name"] = Name;
        else if (!IsEmpty) body["policy"] = Over(File ?? (Name is null ? await client.DefaultPolicyAsync(cancel) : await client.PolicyAsync(Name, cancel)));
    }

    private JsonObject Over(JsonObject below)
    {
        var policy = (JsonObject)below.DeepClone();
        foreach (var (key, value) in Flags) policy[key] = value?.DeepClone();
        return policy;
    }
}
