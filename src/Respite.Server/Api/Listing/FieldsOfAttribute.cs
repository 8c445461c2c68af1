using System.Text.Json;

namespace Respite.Server.Api.Listing;

/// <summary>Which keys of each item are wanted, separated by commas.</summary>
internal sealed class FieldsOfAttribute(Type item) : QueryRuleAttribute
{
    private readonly string[] known = [.. item.GetProperties().Where(p => p.GetMethod!.IsPublic && !p.GetMethod.IsStatic).Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))];

    public override string Takes => $"some of {string.Join(", ", known)}, separated by commas";

    public override bool IsValid(object? value) => value is not string text || Split(text).All(field => known.Contains(field, StringComparer.Ordinal));

    public static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
