using System.Globalization;

namespace Respite.Simulator.Http;

/// <summary>A microversion such as 2.93.</summary>
internal readonly record struct Microversion(int Major, int Minor) : IComparable<Microversion>
{
    public static bool TryParse(string? text, out Microversion version)
    {
        version = default;
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            return false;
        version = new Microversion(major, minor);
        return true;
    }

    public static Microversion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is no microversion: write it as 2.93.");

    public bool AtLeast(int minor) => Minor >= minor;

    public int CompareTo(Microversion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public override string ToString() => $"{Major}.{Minor}";

    public static bool operator <(Microversion left, Microversion right) => left.CompareTo(right) < 0;

    public static bool operator >(Microversion left, Microversion right) => left.CompareTo(right) > 0;

    public static bool operator <=(Microversion left, Microversion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Microversion left, Microversion right) => left.CompareTo(right) >= 0;

    /// <summary>The version that the headers ask of a service, e.g. <c>OpenStack-API-Version: compute 2.93</c>; null: none named.</summary>
    public static string? Asked(SimRequest request, string service)
    {
        foreach (var part in (request.Header("OpenStack-API-Version") ?? "").Split(','))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && words[0] == service)
                return words[1];
        }
        return service == "compute" ? request.Header("X-OpenStack-Nova-API-Version") : null;
    }
}
