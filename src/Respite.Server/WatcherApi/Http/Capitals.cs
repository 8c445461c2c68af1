namespace Respite.Server.WatcherApi.Http;

/// <summary>States and types as Watcher writes them.</summary>
internal static class Capitals
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    /// <returns>Null: it is none of them. (A number is none, nor what is not in capitals.)</returns>
    public static T? Read<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (T?)value).FirstOrDefault(value => Of(value!.Value).Equals(text, StringComparison.Ordinal));
}
