using System.Globalization;

namespace Respite.Planning.Rules;

/// <summary>Whether a value satisfies a flavor's requirement, by the operators of nova/scheduler/filters/extra_specs_ops.py.</summary>
internal static class ExtraSpecOperators
{
    public static bool Match(string value, string requirement)
    {
        var words = requirement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return value == requirement;
        var operand = words.Length > 1 ? words[1] : null;
        return words[0] switch
        {
            "<or>" => Alternatives(words).Contains(value),
            "<in>" => operand is not null && value.Contains(operand, StringComparison.Ordinal),
            "<all-in>" => words.Length > 1 && words.Skip(1).All(word => value.Contains(word, StringComparison.Ordinal)),
            "=" or ">=" => Numbers(value, operand, (x, y) => x >= y),
            "<=" => Numbers(value, operand, (x, y) => x <= y),
            "==" => Numbers(value, operand, (x, y) => x == y),
            "!=" => Numbers(value, operand, (x, y) => x != y),
            "s==" => Words(value, operand, order => order == 0),
            "s!=" => Words(value, operand, order => order != 0),
            "s<" => Words(value, operand, order => order < 0),
            "s<=" => Words(value, operand, order => order <= 0),
            "s>" => Words(value, operand, order => order > 0),
            "s>=" => Words(value, operand, order => order >= 0),
            _ => value == requirement,
        };
    }

    // "<or> a <or> b": every second word.
    private static IEnumerable<string> Alternatives(string[] words) => words.Where((_, index) => index % 2 == 1);

    private static bool Numbers(string value, string? operand, Func<double, double, bool> compare) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(operand, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
        && compare(x, y);

    private static bool Words(string value, string? operand, Func<int, bool> compare) =>
        operand is not null && compare(string.CompareOrdinal(value, operand));
}
