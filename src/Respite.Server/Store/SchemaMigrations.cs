namespace Respite.Server.Store;

/// <summary>The numbered migrations, embedded. One text for both engines but for <c>$SERIAL</c>, a key that counts up.</summary>
internal static class SchemaMigrations
{
    /// <param name="serial">The engine's words for a key that counts up.</param>
    /// <returns>In order, from 1.</returns>
    public static IReadOnlyList<(int Number, string Sql)> Of(string serial)
    {
        var assembly = typeof(SchemaMigrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (index + 1, reader.ReadToEnd().Replace("$SERIAL", serial, StringComparison.Ordinal));
            })];
    }

    /// <exception cref="StateException">The schema is a newer Respite's.</exception>
    public static void RefuseNewer(string where, long have, int known)
    {
        if (have > known)
            throw new StateException($"{where} was written by a newer Respite (schema {have}, this one knows {known}): run that version or a later one.");
    }
}
