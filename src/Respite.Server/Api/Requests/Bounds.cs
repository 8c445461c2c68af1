using System.ComponentModel.DataAnnotations;
using Respite.Server.Api.Listing;

namespace Respite.Server.Api.Requests;

/// <summary>The attributes by which a key or parameter says what values it takes; the API's document shows the same ones.</summary>
internal static class Bounds
{
    public static IEnumerable<RequestError> Of(string where, string key, object value, IEnumerable<ValidationAttribute> bounds) => bounds
        .Where(bound => !bound.IsValid(value))
        .Select(bound => bound switch
        {
            StringLengthAttribute { MinimumLength: > 0 } when value is "" => new RequestError(where, key, "is empty", "give a text"),
            StringLengthAttribute length => new(where, key, $"has {((string)value).Length} characters", $"give at most {length.MaximumLength}"),
            RangeAttribute range => new(where, key, $"is {value}", $"give {range.Minimum} to {range.Maximum}"),
            QueryRuleAttribute rule => new(where, key, $"is '{value}'", $"give {rule.Takes}"),
            _ => new(where, key, "is not valid", bound.FormatErrorMessage(key)),
        });
}
