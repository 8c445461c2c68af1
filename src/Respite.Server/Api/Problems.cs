using Microsoft.AspNetCore.Http;
using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>Errors as RFC 9457 problems: what, why, what to do; never a stack trace.</summary>
internal static class Problems
{
    public static IResult Of(int status, string title, string detail, IDictionary<string, object?>? extra = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: extra);

    public static IResult Invalid(IReadOnlyList<string> errors) => Results.Problem(
        string.Join(" ", errors),
        statusCode: StatusCodes.Status400BadRequest,
        title: "The request is not valid",
        extensions: new Dictionary<string, object?> { ["errors"] = new Dictionary<string, IReadOnlyList<string>> { ["request"] = errors } });

    /// <summary>What an exception that a route lets through means to the caller.</summary>
    public static IResult Of(Exception e) => e switch
    {
        UnknownHostException => Of(StatusCodes.Status404NotFound, "No such host", e.Message),
        HostUnfitException => Of(StatusCodes.Status422UnprocessableEntity, "This host cannot be drained", e.Message),
        OpenStackException => Of(StatusCodes.Status502BadGateway, "The cloud does not answer as it should", e.Message),
        StateException => Of(StatusCodes.Status500InternalServerError, "The state cannot be used", e.Message),
        BadHttpRequestException => Of(StatusCodes.Status400BadRequest, "The request is not valid", $"{e.Message} {e.InnerException?.Message}".Trim()),
        _ => Of(StatusCodes.Status500InternalServerError, "Internal error", "Something is wrong in Respite; respite.log in its state directory says what."),
    };
}
