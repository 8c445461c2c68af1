using Respite.Planning.Model;

namespace Respite.Server.Api;

/// <summary>Everything that is wrong with a request, at once.</summary>
internal static class RequestErrors
{
    public static List<string> Of(string? host, DrainPolicy policy)
    {
        var errors = policy.Validate().ToList();
        if (string.IsNullOrWhiteSpace(host))
            errors.Insert(0, "host: is missing; name the compute host.");
        return errors;
    }
}
