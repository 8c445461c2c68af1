using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Running;

namespace Respite.Server.WatcherApi;

/// <summary>An audit as a request describes it, or the refusal.</summary>
internal static class NewAudit
{
    private const int LongestName = 63;

    public static async Task<Audit> ReadAsync(HttpContext context, WatcherStore store, string user, DateTimeOffset now)
    {
        var minor = Microversion.Of(context).Minor;
        IReadOnlyList<string> keys =
        [
            "name", "audit_template_uuid", "goal", "strategy", "audit_type", "state", "parameters", "interval", "scope", "auto_trigger", "hostname", "start_time", "end_time",
            .. minor >= Microversion.Force ? ["force"] : Array.Empty<string>(),
        ];
        var body = await RequestBody.ReadAsync(context, keys);
        if (body.Has("state") || body.Has("hostname"))
            throw Faults.Invalid("Cannot set read only field: state and hostname are not a client's to give.");
        if (minor < Microversion.StartAndEndTimes && (body.Has("start_time") || body.Has("end_time")))
            Microversion.AtLeast(context, Microversion.StartAndEndTimes, StatusCodes.Status406NotAcceptable);
        var template = await TemplateAsync(body, store);
        var goal = Chosen.GoalOf(template?.Goal ?? body.Needed("goal"));
        var named = Chosen.StrategyOf(body.Text("strategy") ?? template?.Strategy, goal);
        var given = Given(body, template);
        if (given.Count > 0 && named is null)
            throw Faults.Invalid("Specify parameters but no strategy given.");
        var strategy = named ?? Chosen.FirstOf(goal);
        var name = body.Text("name", int.MaxValue) is { Length: > 0 } own ? own : $"{named?.Name ?? template?.Name ?? goal.Name}-{now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture)}";
        return AtCreation(Timed(new Audit
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Name = name.Length <= LongestName ? name : name[..LongestName],
            Type = TypeOf(body.Needed("audit_type")),
            Goal = goal.Name,
            Strategy = strategy.Name,
            Parameters = Chosen.Parameters(given, strategy),
            Scope = (JsonArray)(body.List("scope") ?? template?.Scope ?? []).DeepClone(),
            AutoTrigger = body.Flag("auto_trigger"),
            Force = body.Flag("force"),
            CreatedBy = user,
            CreatedAt = now,
        }, body, now));
    }

    /// <param name="body">Its attributes with the changes of a patch.</param>
    public static Audit Patched(Audit was, RequestBody body, DateTimeOffset now)
    {
        if (Capitals.Read<AuditState>(body.Needed("state")) is not { } state || !AuditTransitions.May(was.State, state))
            throw Faults.Invalid($"State transition not allowed: ({Capitals.Of(was.State)} -> {body.Needed("state")}).");
        return Timed(was with
        {
            Name = body.Needed("name"),
            State = state,
            AutoTrigger = body.Flag("auto_trigger"),
            Force = body.Flag("force"),
            Parameters = Chosen.Parameters((JsonObject)(body.Object("parameters") ?? []).DeepClone(), Strategy.Find(was.Strategy)!),
            Scope = (JsonArray)(body.List("scope") ?? []).DeepClone(),
            UpdatedAt = now,
        }, body, now);
    }

    private static Audit Timed(Audit audit, RequestBody body, DateTimeOffset now)
    {
        var timed = audit with { Interval = body.NumberOrText("interval"), StartTime = body.Time("start_time"), EndTime = body.Time("end_time") };
        if (timed.Type == AuditType.Continuous && timed.Interval is null)
            throw Faults.Invalid($"Interval of audit must be specified for {Capitals.Of(timed.Type)}.");
        if (timed.Interval is { } interval && AuditSchedule.After(interval, now) is null)
            throw Faults.Invalid($"Invalid interval or cron expression: {interval}. Give seconds, or the five fields of cron such as */5 * * * *.");
        return timed;
    }

    /// <summary>As in Watcher, a patch may give these to an audit that runs once; they then mean nothing.</summary>
    private static Audit AtCreation(Audit audit) =>
        audit.Type != AuditType.Oneshot ? audit
        : audit.Interval is not null ? throw Faults.Invalid("Interval of audit must not be set for ONESHOT.")
        : (audit.StartTime ?? audit.EndTime) is not null ? throw Faults.Invalid("Start or End time of audit must not be set for ONESHOT.")
        : audit;

    private static async Task<AuditTemplate?> TemplateAsync(RequestBody body, WatcherStore store)
    {
        var named = body.Text("audit_template_uuid");
        if (named is not null && body.Has("goal"))
            throw Faults.Invalid("Either audit_template_uuid or goal should be provided.");
        if (named is null && !body.Has("goal"))
            throw Faults.Invalid("A valid goal or audit_template_id must be provided.");
        return named is null ? null
            : (await store.TemplatesAsync()).FirstOrDefault(t => t.Id == named || t.Name == named) ?? throw Faults.Invalid("The audit template UUID or name specified is invalid.");
    }

    /// <summary>What the request says, and the template's defaults for what it does not.</summary>
    private static JsonObject Given(RequestBody body, AuditTemplate? template)
    {
        var given = (JsonObject)(template?.DefaultParameters ?? []).DeepClone();
        foreach (var (name, value) in body.Object("parameters") ?? [])
            given[name] = value?.DeepClone();
        return given;
    }

    private static AuditType TypeOf(string text) => Capitals.Read<AuditType>(text)
        ?? throw Faults.Invalid($"Audit type {text} could not be found: there are ONESHOT, CONTINUOUS, EVENT.");
}
