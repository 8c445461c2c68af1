using System.ComponentModel.DataAnnotations;

namespace Respite.Server.Api.Listing;

/// <summary>What a query parameter takes beyond its type; in the API's document as in the errors.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal abstract class QueryRuleAttribute : ValidationAttribute
{
    /// <summary>What to give, as a sentence without its end.</summary>
    public abstract string Takes { get; }
}
