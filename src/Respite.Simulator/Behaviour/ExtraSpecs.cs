using System.Globalization;

namespace Respite.Simulator.Behaviour;

/// <summary>A flavor's requirement against a value, as the scheduler's filters compare them: with an operator before it, or word for word.</summary>
internal static class ExtraSpecs
{
    public static bool Match(string value, string requirement)
    {
        var words = requirement.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault() switch
        {
            "<or>" => words.Where((w, i) => i % 2 == 1 && w == value).Any(),
            "<in>" => words.Length > 1 && value.Contains(words[1], StringComparison.Ordinal),
            "<all-in>" => words.Length > 1 && words[1..].All(w => value.Contains(w, StringComparison.Ordinal)),
            "=" or ">=" => Compare(value, words, (x, y) => x >= y),
            "<=" => Compare(value, words, (x, y) => x <= y),
            "==" => Compare(value, words, (x, y) => x.Equals(y)),
            "!=" => Compare(value, words, (x, y) => !x.Equals(y)),
            "s==" => words.Length > 1 && value == words[1],
            "s!=" => words.Length > 1 && value != words[1],
            "s<" => words.Length > 1 && string.CompareOrdinal(value, words[1]) < 0,
            "s<=" => words.Length > 1 && string.CompareOrdinal(value, words[1]) <= 0,
            "s>" => words.Length > 1 && string.CompareOrdinal(value, words[1]) > 0,
            "s>=" => words.Length > 1 && string.CompareOrdinal(value, words[1]) >= 0,
            _ => value == requirement,
        };
    }

    private static bool Compare(string value, string[] words, Func<double, double, bool> holds) =>
        words.Length > 1 && double.TryParse(value, CultureInfo.InvariantCulture, out var x) && double.TryParse(words[1], CultureInfo.InvariantCulture, out var y) && holds(x, y);
}
