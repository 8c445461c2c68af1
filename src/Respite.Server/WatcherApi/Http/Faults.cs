using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>What is refused, to be thrown: the gates answer it.</summary>
internal static class Faults
{
    public static BadHttpRequestException Invalid(string fault) => new(fault, StatusCodes.Status400BadRequest);

    /// <param name="kind">Such as "audit".</param>
    public static BadHttpRequestException NotFound(string kind, string named) => new($"There is no {kind} {named}.", StatusCodes.Status404NotFound);

    public static BadHttpRequestException Conflict(string fault) => new(fault, StatusCodes.Status409Conflict);
}
