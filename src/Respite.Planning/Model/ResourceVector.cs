using System.Collections;

namespace Respite.Planning.Model;

/// <summary>
/// Amounts by Placement resource class (<c>VCPU</c>, <c>MEMORY_MB</c>, <c>DISK_GB</c>, <c>CUSTOM_GPU</c>...), in Placement's own
/// units. Immutable, compared by value; a class that is not named counts as 0. Amounts may be negative after <see cref="Minus"/>.
/// </summary>
public sealed class ResourceVector : IEquatable<ResourceVector>, IEnumerable<KeyValuePair<string, long>>
{
    private const string Disk = "DISK_GB";
    private const string Memory = "MEMORY_MB";
    private const string Vcpu = "VCPU";

    private static readonly KeyValuePair<string, long>[] NoOthers = [];

    public static ResourceVector Zero { get; } = new([]);

    // What nearly every vector has lies in fields: a packing compares millions of them. The others are sorted by class, without zeros.
    private readonly long _disk;
    private readonly long _memory;
    private readonly long _vcpu;
    private readonly KeyValuePair<string, long>[] _others = NoOthers;

    public ResourceVector(IEnumerable<KeyValuePair<string, long>> amounts)
    {
        SortedDictionary<string, long>? others = null;
        foreach (var (name, amount) in amounts)
            if (name == Disk)
                _disk += amount;
            else if (name == Memory)
                _memory += amount;
            else if (name == Vcpu)
                _vcpu += amount;
            else
            {
                others ??= new SortedDictionary<string, long>(StringComparer.Ordinal);
                others[name] = others.GetValueOrDefault(name) + amount;
            }
        if (others is not null)
            _others = [.. others.Where(pair => pair.Value != 0)];
    }

    private ResourceVector(long disk, long memory, long vcpu, KeyValuePair<string, long>[] others) =>
        (_disk, _memory, _vcpu, _others) = (disk, memory, vcpu, others);

    public static ResourceVector Of(params IEnumerable<(string ResourceClass, long Amount)> amounts) =>
        new(amounts.Select(a => KeyValuePair.Create(a.ResourceClass, a.Amount)));

    public long this[string resourceClass] => resourceClass switch
    {
        Disk => _disk,
        Memory => _memory,
        Vcpu => _vcpu,
        _ => OfOthers(resourceClass),
    };

    public int Count => (_disk != 0 ? 1 : 0) + (_memory != 0 ? 1 : 0) + (_vcpu != 0 ? 1 : 0) + _others.Length;

    /// <summary>Whether every amount asked for here is there in <paramref name="free"/>.</summary>
    public bool Fits(ResourceVector free)
    {
        if (_disk > Math.Max(0, free._disk) || _memory > Math.Max(0, free._memory) || _vcpu > Math.Max(0, free._vcpu))
            return false;
        foreach (var (name, amount) in _others)
            if (amount > Math.Max(0, free.OfOthers(name)))
                return false;
        return true;
    }

    /// <summary>The first class (by name) of which <paramref name="free"/> has too little, or null if all fits.</summary>
    public string? FirstShort(ResourceVector free)
    {
        if (Fits(free))
            return null;
        foreach (var (name, amount) in this)
            if (amount > Math.Max(0, free[name]))
                return name;
        return null;
    }

    /// <summary>A class (by name) of which this is more than <paramref name="limits"/> says, or null; a class that is not named there has no limit.</summary>
    public string? FirstOver(ResourceVector limits)
    {
        if (Over(_disk, limits._disk))
            return Disk;
        if (Over(_memory, limits._memory))
            return Memory;
        if (Over(_vcpu, limits._vcpu))
            return Vcpu;
        foreach (var (name, limit) in limits._others)
            if (Over(OfOthers(name), limit))
                return name;
        return null;

        static bool Over(long amount, long limit) => limit != 0 && amount > limit;
    }

    /// <summary>How full the fullest of the classes named here is with this added: 0 empty, 1 full.</summary>
    public double FillWith(ResourceVector capacity, ResourceVector free)
    {
        var fullest = Math.Max(Share(_disk, capacity._disk, free._disk), Math.Max(Share(_memory, capacity._memory, free._memory), Share(_vcpu, capacity._vcpu, free._vcpu)));
        foreach (var (name, amount) in _others)
            fullest = Math.Max(fullest, Share(amount, capacity.OfOthers(name), free.OfOthers(name)));
        return fullest;

        static double Share(long amount, long capacity, long free) => amount == 0 || capacity <= 0 ? 0 : (double)(capacity - free + amount) / capacity;
    }

    public ResourceVector Plus(ResourceVector other) => Merge(other, 1);

    public ResourceVector Minus(ResourceVector other) => Merge(other, -1);

    /// <summary>What of this is not there in <paramref name="free"/>, class by class.</summary>
    public ResourceVector Lacking(ResourceVector free) => new(this
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value - Math.Max(0, free[pair.Key])))
        .Where(pair => pair.Value > 0));

    public bool Equals(ResourceVector? other) =>
        other is not null && _disk == other._disk && _memory == other._memory && _vcpu == other._vcpu && _others.AsSpan().SequenceEqual(other._others);

    public override bool Equals(object? obj) => Equals(obj as ResourceVector);

    public override int GetHashCode()
    {
        var hash = HashCode.Combine(_disk, _memory, _vcpu);
        foreach (var (name, amount) in _others)
            hash = HashCode.Combine(hash, name, amount);
        return hash;
    }

    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Value} {pair.Key}"));

    /// <summary>By class, in the order of their names; without zeros.</summary>
    public IEnumerator<KeyValuePair<string, long>> GetEnumerator()
    {
        var all = new List<KeyValuePair<string, long>>(_others.Length + 3);
        all.AddRange(_others);
        Add(Disk, _disk);
        Add(Memory, _memory);
        Add(Vcpu, _vcpu);
        if (_others.Length > 0)
            all.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return all.GetEnumerator();

        void Add(string name, long amount)
        {
            if (amount != 0)
                all.Add(KeyValuePair.Create(name, amount));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long OfOthers(string name)
    {
        foreach (var pair in _others)
            if (string.Equals(pair.Key, name, StringComparison.Ordinal))
                return pair.Value;
        return 0;
    }

    private ResourceVector Merge(ResourceVector other, int sign) => new(
        _disk + sign * other._disk,
        _memory + sign * other._memory,
        _vcpu + sign * other._vcpu,
        other._others.Length == 0 ? _others : MergeOthers(other._others, sign));

    private KeyValuePair<string, long>[] MergeOthers(KeyValuePair<string, long>[] others, int sign)
    {
        var merged = new List<KeyValuePair<string, long>>(_others.Length + others.Length);
        int i = 0, j = 0;
        while (i < _others.Length || j < others.Length)
        {
            var order = i == _others.Length ? 1
                : j == others.Length ? -1
                : string.CompareOrdinal(_others[i].Key, others[j].Key);
            var name = order <= 0 ? _others[i].Key : others[j].Key;
            var sum = (order <= 0 ? _others[i++].Value : 0) + (order >= 0 ? sign * others[j++].Value : 0);
            if (sum != 0)
                merged.Add(KeyValuePair.Create(name, sum));
        }
        return [.. merged];
    }
}
