using System.Globalization;
using System.Text.Json;

namespace Respite.OpenStack.Session;

/// <summary>
/// A part of an answer, read field by field. What the API promises and the answer lacks is reported with the call and
/// the field, never as a failure somewhere else.
/// </summary>
public readonly struct Answer
{
    private readonly string call;
    private readonly string path;
    private readonly JsonElement element;

    internal Answer(string call, string path, JsonElement element)
    {
        this.call = call;
        this.path = path;
        this.element = element;
    }

    /// <summary>The named part; it has to be there.</summary>
    public Answer this[string name] => Find(name) is { } found
        ? new Answer(call, Below(name), found)
        : throw Nonsense($"has no '{Below(name)}'");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The field is there, be it null.</summary>
    public bool Knows(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    /// <summary>A text; it has to be there.</summary>
    public string Text(string name) => this[name].AsText();

    public string? OptionalText(string name) => Find(name) is null ? null : Text(name);

    /// <summary>A whole number; it has to be there.</summary>
    public long Number(string name) => this[name].AsNumber();

    public long? OptionalNumber(string name) => Find(name) is null ? null : Number(name);

    public bool Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <summary>Nova's times, in UTC with or without a Z; null where it is null or absent.</summary>
    public DateTimeOffset? Time(string name) => OptionalText(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw Nonsense($"has '{Below(name)}' that is no time: {text}");

    /// <summary>The items of a list; an absent list is empty.</summary>
    public IEnumerable<Answer> Items(string name)
    {
        return Find(name) is { } list ? new Answer(call, Below(name), list).Self() : [];
    }

    /// <summary>The items of this, which has to be a list.</summary>
    public IEnumerable<Answer> Self()
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw Nonsense($"has '{path}' that is no list");
        var items = new List<Answer>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            items.Add(new Answer(call, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), item));
        return items;
    }

    /// <summary>A text or a list of texts, as Nova gives scheduler hints.</summary>
    public IReadOnlyList<string> TextOrTexts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } => Texts(name),
        _ => [Text(name)],
    };

    /// <summary>The members of an object; an absent one is empty.</summary>
    public IEnumerable<KeyValuePair<string, Answer>> Members(string name)
    {
        if (Find(name) is not { } map)
            yield break;
        if (map.ValueKind != JsonValueKind.Object)
            throw Nonsense($"has '{Below(name)}' that is no object");
        foreach (var member in map.EnumerateObject())
            yield return new(member.Name, new Answer(call, $"{Below(name)}.{member.Name}", member.Value));
    }

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(i => i.AsText())];

    /// <summary>An object of texts (metadata, extra specs).</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name) =>
        Members(name).Where(m => m.Value.element.ValueKind != JsonValueKind.Null).ToDictionary(m => m.Key, m => m.Value.AsText(), StringComparer.Ordinal);

    /// <summary>An object of whole numbers (resources).</summary>
    public IReadOnlyDictionary<string, long> NumberMap(string name) =>
        Members(name).ToDictionary(m => m.Key, m => m.Value.AsNumber(), StringComparer.Ordinal);

    public string AsText() => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => throw Nonsense($"has '{path}' that is no text"),
    };

    public long AsNumber() => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => (long)element.GetDouble(),
        JsonValueKind.String when long.TryParse(element.GetString(), CultureInfo.InvariantCulture, out var whole) => whole,
        _ => throw Nonsense($"has '{path}' that is no number"),
    };

    public double AsDouble(string name) => this[name].element is { ValueKind: JsonValueKind.Number } number
        ? number.GetDouble()
        : throw Nonsense($"has '{Below(name)}' that is no number");

    private JsonElement? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private OpenStackException Nonsense(string what) =>
        new(OpenStackError.Nonsense, $"{call}: the answer {what}; is this really an OpenStack API, and not a proxy in between?");
}
