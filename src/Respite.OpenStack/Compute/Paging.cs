using System.Runtime.CompilerServices;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>Nova's way through long lists: a marker, until a page has no link to the next.</summary>
internal static class Paging
{
    /// <param name="atMost">Where a later microversion shows less.</param>
    /// <param name="markerField">The field of an item that Nova takes as the marker.</param>
    public static async IAsyncEnumerable<Answer> PagesAsync(
        this ServiceClient service, string path, string list, string markerField, [EnumeratorCancellation] CancellationToken cancel, Microversion? atMost = null)
    {
        string? marker = null;
        while (true)
        {
            var page = await service.GetPageAsync(marker is null ? path : $"{path}&marker={Uri.EscapeDataString(marker)}", cancel, atMost);
            var items = page.List(list);
            foreach (var item in items)
                yield return item;
            if (items.Count == 0 || !page.Items(list + "_links").Any(l => l.OptionalText("rel") == "next"))
                yield break;
            var last = items[^1].Text(markerField);
            if (last == marker)
                throw page.Nonsense($"is the same page of '{list}' again, whatever the marker");
            marker = last;
        }
    }
}
