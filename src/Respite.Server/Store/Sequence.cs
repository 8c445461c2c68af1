namespace Respite.Server.Store;

/// <summary>A page of rows that are numbered as they are written.</summary>
internal static class Sequence
{
    /// <summary>What follows WHERE: those beyond <c>@marker</c>, at most <c>@limit</c>. Backwards, a marker of 0 begins with the newest.</summary>
    public static string Beyond(bool newestFirst, string seq = "seq") =>
        newestFirst ? $"(@marker = 0 OR {seq} < @marker) ORDER BY {seq} DESC LIMIT @limit" : $"{seq} > @marker ORDER BY {seq} LIMIT @limit";
}
