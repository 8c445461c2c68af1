using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Respite.OpenStack.Session;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Policies;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>Errors as RFC 9457 problems: what, why, what to do; never a stack trace.</summary>
internal static class Problems
{
    private static readonly TimeSpan StateReturns = TimeSpan.FromSeconds(5);

    public static IResult Of(int status, string title, string detail, IDictionary<string, object?>? extra = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: extra);

    public static IResult Invalid(IReadOnlyList<RequestError> errors) => Of(
        StatusCodes.Status400BadRequest, "The request is not valid", string.Join(" ", errors), new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>One that passes by itself.</summary>
    /// <param name="after">Null: it does not.</param>
    public static IResult Passing(this IResult problem, TimeSpan? after) =>
        after is { } time ? new WithHeader(problem, "Retry-After", ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture)) : problem;

    /// <summary>What an exception that a route lets through means to the caller.</summary>
    public static IResult Of(Exception e) => e switch
    {
        UnknownHostException => Of(StatusCodes.Status404NotFound, "No such host", e.Message),
        UnknownPolicyException => Of(StatusCodes.Status404NotFound, "No such policy", e.Message),
        UnknownMoveException => Of(StatusCodes.Status404NotFound, "No such move", e.Message),
        HostBusyException => Of(StatusCodes.Status409Conflict, "The host has an open maintenance", e.Message),
        HostUnfitException => Of(StatusCodes.Status422UnprocessableEntity, "This host cannot be drained", e.Message),
        OpenStackException => Of(StatusCodes.Status502BadGateway, "The cloud does not answer as it should", e.Message),
        StateException => Of(StatusCodes.Status500InternalServerError, "The state cannot be used", e.Message),
        DbException { IsTransient: true } or SqliteException { SqliteErrorCode: 5 } or TimeoutException =>
            Of(StatusCodes.Status503ServiceUnavailable, "The state cannot be reached", "The database does not answer at present: ask again in a moment.").Passing(StateReturns),
        _ when Disk(e) is { } disk => Of(StatusCodes.Status503ServiceUnavailable, "The state cannot be written", $"Nothing was lost.{disk}").Passing(StateReturns),
        UnrecordedException => Of(StatusCodes.Status503ServiceUnavailable, "The audit log cannot be written",
            $"What was asked for may have been done, and could not be written down: see how things are before asking again.{Disk(e.InnerException)}").Passing(StateReturns),
        InvalidRequestException invalid => Invalid(invalid.Errors),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            Of(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"A body may have {RespiteServer.MaxBody >> 20} MiB."),
        BadHttpRequestException bad => Of(bad.StatusCode, "The request is not valid", bad.Message),
        _ => Of(StatusCodes.Status500InternalServerError, "Internal error", "Something is wrong in Respite; its log says what."),
    };

    /// <summary>A further sentence on SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL and SQLITE_CANTOPEN; null: it is none of these.</summary>
    private static string? Disk(Exception? e) => e is SqliteException { SqliteErrorCode: 8 or 10 or 13 or 14 }
        ? $" {e.Message} The disk under the server's state directory is full or broken: make room, or mend it." : null;
}
