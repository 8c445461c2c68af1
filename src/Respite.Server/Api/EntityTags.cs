using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Respite.Server.Api.Requests;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>
/// The ETag of a maintenance is the newest event of its journal. It changes with all that is worth telling, and not with each percent of
/// progress; and whoever comes with an old one can be told what has happened since.
/// </summary>
internal static class EntityTags
{
    private const int MostTold = 20;

    public static string Of(long lastEvent) => string.Create(CultureInfo.InvariantCulture, $"\"{lastEvent}\"");

    /// <param name="match">The header If-Match; null: whatever has happened is well.</param>
    /// <returns>Null: nothing has happened since.</returns>
    public static async Task<IResult?> ChangedAsync(IMaintenanceStore store, Maintenance maintenance, string? match)
    {
        if (match is null or "*")
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList([match], out var tags))
            return Problems.Invalid([new RequestError("header", "If-Match", $"is {match}", "give the ETag of GET /v1/maintenances/{id}, with its quotes")]);
        var last = await store.LastEventAsync(maintenance.Id);
        if (tags.Any(tag => !tag.IsWeak && tag.Tag == Of(last)))
            return null;
        var seen = tags.Max(tag => long.TryParse(tag.Tag.AsSpan()[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        var changes = await store.EventsAsync(seen, maintenance.Id, MostTold);
        return new WithHeader(
            Problems.Of(
                StatusCodes.Status412PreconditionFailed,
                "Changed since",
                $"Maintenance {maintenance.Id} of {maintenance.Host} has changed: {string.Join("; ", changes.Select(Words))}. Look at it again, and decide again.",
                new Dictionary<string, object?> { ["events"] = changes }),
            "ETag",
            Of(last));
    }

    private static string Words(JournalEvent e) => e.InstanceName is { } name ? $"{name}: {e.Message}" : e.Message;
}
