using System.Globalization;
using System.Text.Json;

namespace Respite.OpenStack.Session;

/// <summary>
/// A part of an answer, read field by field. What the API promises and the answer lacks is reported with the call and
/// the field, never as a failure somewhere else; above all an answer without its list is no empty list.
/// </summary>
internal readonly struct Answer
{
    private readonly string call;
    private readonly string path;
    private readonly JsonElement element;

    private Answer(string call, string path, JsonElement element)
    {
        this.call = call;
        this.path = path;
        this.element = element;
    }

    /// <summary>The answer's JSON.</summary>
    /// <exception cref="OpenStackException">It is an error, or no JSON.</exception>
    public static Answer Parse(HttpAnswer answer)
    {
        if ((int)answer.Status >= 400)
            throw ErrorBody.Explain(answer);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return new Answer(answer.Request.Call, "", document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new OpenStackException(
                OpenStackError.Nonsense,
                $"{answer.Request.Call}: {(int)answer.Status} with an answer that is not JSON, or cut off; is this really an OpenStack API, and not a proxy in between?",
                answer.Status, requestId: answer.RequestId);
        }
    }

    /// <summary>The named part; it has to be there.</summary>
    public Answer this[string name] => Find(name) is { } found
        ? new Answer(call, Below(name), found)
        : throw Nonsense($"has no '{Below(name)}'");

    /// <summary>The field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The field is there, be it null: this release tells.</summary>
    public bool Knows(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    /// <summary>A text; it has to be there.</summary>
    public string Text(string name) => this[name].AsText();

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    /// <summary>A whole number; it has to be there.</summary>
    public long Number(string name) => this[name].AsNumber();

    public long? OptionalNumber(string name) => Has(name) ? Number(name) : null;

    /// <summary>A number, whole or not; it has to be there.</summary>
    public decimal Decimal(string name) => this[name] is { element: { ValueKind: JsonValueKind.Number } number } && number.TryGetDecimal(out var exact)
        ? exact : throw Nonsense($"has '{Below(name)}' that is no number");

    /// <summary>A whole number that fits an int; it has to be there.</summary>
    public int Int(string name) => Number(name) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Nonsense($"has '{Below(name)}' that is out of range");

    public int? OptionalInt(string name) => Has(name) ? Int(name) : null;

    /// <summary>True or false; an absent one is false.</summary>
    public bool Flag(string name) => Find(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Nonsense($"has '{Below(name)}' that is neither true nor false"),
    };

    /// <summary>OpenStack's times, in UTC with or without a Z; null where it is null or absent.</summary>
    public DateTimeOffset? OptionalTime(string name) => Has(name) ? Time(name) : null;

    public DateTimeOffset Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Nonsense($"has '{Below(name)}' that is no time");

    /// <summary>The items of a list that has to be there.</summary>
    public IReadOnlyList<Answer> List(string name) => this[name].Self();

    /// <summary>The items of a list; an absent list is empty.</summary>
    public IReadOnlyList<Answer> Items(string name) => Has(name) ? List(name) : [];

    /// <summary>The items of this, which has to be a list.</summary>
    public IReadOnlyList<Answer> Self()
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw Nonsense($"has '{path}' that is no list");
        var items = new List<Answer>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            items.Add(new Answer(call, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), item));
        return items;
    }

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(i => i.AsText())];

    /// <summary>A text or a list of texts, as Nova gives scheduler hints.</summary>
    public IReadOnlyList<string> TextOrTexts(string name) => Find(name)?.ValueKind switch
    {
        null => [],
        JsonValueKind.Array => Texts(name),
        _ => [Text(name)],
    };

    /// <summary>The members of an object that has to be there.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string name, Func<Answer, T> read)
    {
        var map = this[name];
        if (map.element.ValueKind != JsonValueKind.Object)
            throw Nonsense($"has '{map.path}' that is no object");
        var members = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in map.element.EnumerateObject())
            members[member.Name] = read(new Answer(call, $"{map.path}.{member.Name}", member.Value));
        return members;
    }

    /// <summary>An object of texts that users choose (metadata, extra specs, properties); an absent one is empty. Nulls read as "".</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name) =>
        Has(name) ? Map(name, m => m.element.ValueKind == JsonValueKind.String ? m.AsText() : m.element.ValueKind == JsonValueKind.Null ? "" : m.element.GetRawText()) : new Dictionary<string, string>();

    /// <summary>An object of whole numbers (resources) that has to be there.</summary>
    public IReadOnlyDictionary<string, long> NumberMap(string name) => Map(name, m => m.AsNumber());

    /// <summary>What the service itself says that it cannot tell at present.</summary>
    public OpenStackException Unavailable(string what) => new(OpenStackError.Unavailable, $"{call}: {what}");

    public OpenStackException Nonsense(string what) =>
        new(OpenStackError.Nonsense, $"{call}: the answer {what}; is this really an OpenStack API, and not a proxy in between?");

    public string AsText()
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Nonsense($"has '{path}' that is no text");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw Nonsense($"has '{path}' that is no text");
        }
    }

    private long AsNumber() => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var whole) ? whole
        : element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var exact) && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue ? (long)exact
        : throw Nonsense($"has '{path}' that is no whole number");

    private JsonElement? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
