using System.Collections;

namespace Respite.Planning.Model;

/// <summary>
/// Amounts by Placement resource class (<c>VCPU</c>, <c>MEMORY_MB</c>, <c>DISK_GB</c>, <c>CUSTOM_GPU</c>...), in Placement's own
/// units. Immutable, compared by value; a class that is not named counts as 0. Amounts may be negative after <see cref="Minus"/>.
/// </summary>
public sealed class ResourceVector : IEquatable<ResourceVector>, IEnumerable<KeyValuePair<string, long>>
{
    public static ResourceVector Zero { get; } = new([]);

    // Sorted by class, without zeros: so that equal vectors have equal arrays, and two vectors are merged in one pass.
    private readonly KeyValuePair<string, long>[] _amounts;

    public ResourceVector(IEnumerable<KeyValuePair<string, long>> amounts)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, amount) in amounts)
            sums[name] = sums.GetValueOrDefault(name) + amount;
        _amounts = [.. sums.Where(pair => pair.Value != 0)];
    }

    private ResourceVector(List<KeyValuePair<string, long>> sortedWithoutZeros) => _amounts = [.. sortedWithoutZeros];

    public static ResourceVector Of(params IEnumerable<(string ResourceClass, long Amount)> amounts) =>
        new(amounts.Select(a => KeyValuePair.Create(a.ResourceClass, a.Amount)));

    public long this[string resourceClass]
    {
        get
        {
            foreach (var pair in _amounts)
                if (string.Equals(pair.Key, resourceClass, StringComparison.Ordinal))
                    return pair.Value;
            return 0;
        }
    }

    public int Count => _amounts.Length;

    /// <summary>Whether every amount asked for here is there in <paramref name="free"/>.</summary>
    public bool Fits(ResourceVector free) => FirstShort(free) is null;

    /// <summary>The first class (by name) of which <paramref name="free"/> has too little, or null if all fits.</summary>
    public string? FirstShort(ResourceVector free)
    {
        var others = free._amounts;
        var j = 0;
        foreach (var (name, amount) in _amounts)
        {
            if (amount <= 0)
                continue;
            while (j < others.Length && string.CompareOrdinal(others[j].Key, name) < 0)
                j++;
            var there = j < others.Length && string.Equals(others[j].Key, name, StringComparison.Ordinal) ? others[j].Value : 0;
            if (amount > there)
                return name;
        }
        return null;
    }

    public ResourceVector Plus(ResourceVector other) => Merge(other, 1);

    public ResourceVector Minus(ResourceVector other) => Merge(other, -1);

    private ResourceVector Merge(ResourceVector other, int sign)
    {
        if (other._amounts.Length == 0)
            return this;
        var merged = new List<KeyValuePair<string, long>>(_amounts.Length + other._amounts.Length);
        int i = 0, j = 0;
        while (i < _amounts.Length || j < other._amounts.Length)
        {
            var order = i == _amounts.Length ? 1
                : j == other._amounts.Length ? -1
                : string.CompareOrdinal(_amounts[i].Key, other._amounts[j].Key);
            var name = order <= 0 ? _amounts[i].Key : other._amounts[j].Key;
            var sum = (order <= 0 ? _amounts[i++].Value : 0) + (order >= 0 ? sign * other._amounts[j++].Value : 0);
            if (sum != 0)
                merged.Add(KeyValuePair.Create(name, sum));
        }
        return new ResourceVector(merged);
    }

    public bool Equals(ResourceVector? other) => other is not null && _amounts.AsSpan().SequenceEqual(other._amounts);

    public override bool Equals(object? obj) => Equals(obj as ResourceVector);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, amount) in _amounts)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(amount);
        }
        return hash.ToHashCode();
    }

    internal ReadOnlySpan<KeyValuePair<string, long>> AsSpan() => _amounts;

    public override string ToString() => string.Join(", ", _amounts.Select(pair => $"{pair.Value} {pair.Key}"));

    public IEnumerator<KeyValuePair<string, long>> GetEnumerator() => _amounts.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
