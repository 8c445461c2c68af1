using System.Globalization;

namespace Respite.OpenStack.Session;

/// <summary>An API microversion, such as 2.93.</summary>
public readonly record struct Microversion(int Major, int Minor) : IComparable<Microversion>
{
    public static bool operator <(Microversion a, Microversion b) => a.CompareTo(b) < 0;

    public static bool operator >(Microversion a, Microversion b) => a.CompareTo(b) > 0;

    public static bool operator <=(Microversion a, Microversion b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Microversion a, Microversion b) => a.CompareTo(b) >= 0;

    public static Microversion? Parse(string? text)
    {
        var parts = text?.Split('.');
        return parts?.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var major) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minor)
            ? new Microversion(major, minor)
            : null;
    }

    public int CompareTo(Microversion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
