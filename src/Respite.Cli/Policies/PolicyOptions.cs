using System.CommandLine;
using System.Text.Json.Nodes;

namespace Respite.Cli.Policies;

/// <summary>The policy of <c>plan</c> and <c>drain</c>: a file, and flags that win over it. What is not said is the server's default.</summary>
public static class PolicyOptions
{
    private static readonly Option<string> File = new("--policy")
    {
        Description = "A policy kept on the server (`respite policy list`), or a YAML or JSON file; flags win over it",
        HelpName = "NAME|FILE",
    };

    private static readonly Option<string> Instances = new("--instances")
    {
        Description = "Which instances move",
        HelpName = "active|all|none",
    };

    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Only instances that match: name:GLOB, project:ID, tag:TAG, metadata:KEY or metadata:KEY=VALUE (repeatable)",
        HelpName = "WHICH",
    };

    private static readonly Option<string[]> Word = new("--word")
    {
        Description = "What to do with one instance, by name or id: live, cold (stops it), skip or ask; wins over its owner's word (repeatable)",
        HelpName = "NAME=WORD",
    };

    private static readonly Option<bool> AllowDowntime = new("--allow-downtime")
    {
        Description = "Running instances may be stopped for a cold migration where no live one is possible",
    };

    private static readonly Option<string[]> To = new("--to")
    {
        Description = "A spare host: disabled, up and empty. It is enabled and takes everything, if it can (repeatable)",
        HelpName = "HOST",
    };

    private static readonly Option<string> Balance = new("--balance")
    {
        Description = "Which destinations are taken: the emptiest, so that load stays even, or the fullest that still take it",
        HelpName = "spread|pack",
    };

    private static readonly Option<int?> MaxMoves = new("--max-moves")
    {
        Description = "Moves at once",
        HelpName = "N",
    };

    private static readonly Option<bool> ConfirmResizes = new("--confirm-resizes")
    {
        Description = "Confirm resizes that were left in VERIFY_RESIZE",
    };

    private static readonly Option<string[]> Leave = new("--leave")
    {
        Description = "An instance that may stay on the host, by name or id (repeatable)",
        HelpName = "NAME",
    };

    private static readonly Option<bool> VolumeKeysReadable = new("--volume-keys-readable")
    {
        Description = "Nova may read the keys of encrypted volumes for an admin (no API can tell)",
    };

    private static readonly Option<bool> TransportConfirmed = new("--transport-confirmed")
    {
        Description = "You have checked that live migrations are encrypted (Nova's API cannot tell)",
    };

    static PolicyOptions()
    {
        Instances.AcceptOnlyFromAmong("active", "all", "none");
        Balance.AcceptOnlyFromAmong("spread", "pack");
        MaxMoves.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1) result.AddError("--max-moves must be 1 or more.");
        });
        Word.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => Split(t.Value) is not ({ Length: > 0 }, "live" or "cold" or "stop" or "notify" or "skip" or "ask")))
                result.AddError($"--word takes NAME=live, cold, stop, notify, skip or ask, not '{token.Value}'.");
        });
    }

    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { File, Instances, Only, Word, AllowDowntime, To, Balance, MaxMoves, ConfirmResizes, Leave, VolumeKeysReadable, TransportConfirmed })
            command.Options.Add(option);
    }

    public static PolicyWish Read(ParseResult parsed)
    {
        var named = parsed.GetValue(File);
        return named is not null && IsFile(named) ? new PolicyWish(null, PolicyFile.Read(named), Flags(parsed)) : new PolicyWish(named, null, Flags(parsed));
    }

    /// <summary>What looks like a file's path, or is there, is a file; else it is a name on the server.</summary>
    private static bool IsFile(string named) =>
        named.Contains('/', StringComparison.Ordinal) || System.IO.Path.GetExtension(named) is ".yaml" or ".yml" or ".json" || System.IO.File.Exists(named);

    private static JsonObject Flags(ParseResult parsed)
    {
        var policy = new JsonObject();
        if (parsed.GetValue(Instances) is { } instances) policy["instances"] = instances;
        if (parsed.GetValue(Only) is { Length: > 0 } only) policy["only"] = Names(only);
        if (parsed.GetValue(Word) is { Length: > 0 } words)
            policy["words"] = new JsonObject(words.Select(Split).DistinctBy(w => w.Name).Select(w => KeyValuePair.Create(w.Name, (JsonNode?)w.Word)));
        if (parsed.GetValue(AllowDowntime)) policy["allow_downtime"] = true;
        if (parsed.GetValue(To) is { Length: > 0 } spares) policy["spare_hosts"] = Names(spares);
        if (parsed.GetValue(Balance) is { } balance) policy["balance"] = balance;
        if (parsed.GetValue(MaxMoves) is { } moves)
        {
            policy["max_moves_per_cloud"] = moves;
            policy["max_moves_per_source"] = moves;
        }

        if (parsed.GetValue(ConfirmResizes)) policy["verify_resize"] = "confirm";
        if (parsed.GetValue(Leave) is { Length: > 0 } left) policy["accept"] = Names(left);
        if (parsed.GetValue(VolumeKeysReadable)) policy["volume_keys_readable"] = true;
        if (parsed.GetValue(TransportConfirmed)) policy["transport_confirmed"] = true;
        return policy;
    }

    private static (string Name, string Word) Split(string said) => said.LastIndexOf('=') is var at and >= 0 ? (said[..at], said[(at + 1)..]) : (said, "");

    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)n)]);
}
