namespace Respite.Cli.Policies;

/// <summary>The policy's keys and what each takes. The server decides on ranges; here a typing error is named before anything is asked.</summary>
public static class PolicyKeys
{
    private static readonly string[] AskOrLeave = ["ask", "leave"];
    private static readonly string[] Said = ["live", "cold", "stop", "notify", "skip", "ask"];

    public static readonly IReadOnlyDictionary<string, PolicyKey> All = new Dictionary<string, PolicyKey>
    {
        ["instances"] = new("word", ["active", "all", "none"]),
        ["only"] = new("words"),
        ["allow_downtime"] = new("bool"),
        ["max_moves_per_cloud"] = new("number"),
        ["max_moves_per_source"] = new("number"),
        ["max_moves_per_destination"] = new("number"),
        ["max_moves_per_zone"] = new("number"),
        ["max_moves_per_project"] = new("number"),
        ["link_mbps"] = new("number"),
        ["host_link_mbps"] = new("numbers"),
        ["budget_base_seconds"] = new("number"),
        ["budget_seconds_per_gib"] = new("number"),
        ["no_progress_seconds"] = new("number"),
        ["ladder"] = new("words", ["wait", "abort", "force_complete", "cold_migrate", "ask"]),
        ["max_attempts"] = new("number"),
        ["verify_resize"] = new("word", ["ask", "confirm"]),
        ["suspended"] = new("word", AskOrLeave),
        ["rescued"] = new("word", AskOrLeave),
        ["error"] = new("word", AskOrLeave),
        ["soft_deleted"] = new("word", AskOrLeave),
        ["locked"] = new("word", ["move", "ask"]),
        ["unmovable"] = new("word", ["ask", "cold", "leave"]),
        ["volume_keys_readable"] = new("bool"),
        ["owner_words"] = new("words", [.. Said, "priority", "not_with"]),
        ["words"] = new("said", Said),
        ["project_words"] = new("said", Said),
        ["destinations"] = new("word", ["planned", "scheduler"]),
        ["balance"] = new("word", ["spread", "pack"]),
        ["spare_hosts"] = new("words"),
        ["accept"] = new("words"),
        ["wait_seconds"] = new("number"),
        ["require_transport_confirmed"] = new("bool"),
        ["transport_confirmed"] = new("bool"),
        ["canary_flavor"] = new("text"),
        ["canary_image"] = new("text"),
        ["canary_network"] = new("text"),
    };
}

/// <param name="Kind">bool, number, word, text, words (a list), said (names with a word each), or numbers (names with a number each).</param>
/// <param name="Among">The only words allowed; null when any is.</param>
public sealed record PolicyKey(string Kind, IReadOnlyList<string>? Among = null);
