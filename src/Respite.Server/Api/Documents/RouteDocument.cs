using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Respite.Server.Api.Requests;

namespace Respite.Server.Api.Documents;

/// <summary>What a route says of its answers in the API's document. Its words are the comment on its handler.</summary>
internal static class RouteDocument
{
    /// <summary>What it answers when all is well.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) => route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [MediaTypeNames.Application.Json]));

    /// <summary>A route that makes something: it takes <c>Idempotency-Key</c>.</summary>
    /// <param name="secret">Its answer holds a secret, which is kept sealed.</param>
    public static RouteHandlerBuilder Creates(this RouteHandlerBuilder route, bool secret = false) => route.WithMetadata(new Creates(secret));

    /// <summary>Refusals beyond those that any route may give: those follow from its access, path, query and body.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses) => route.WithMetadata(new Refusals([.. statuses]));
}

/// <summary>A route that answers 204.</summary>
internal sealed record AnswersNothing;

/// <summary>Statuses of problems that a route may answer.</summary>
internal sealed record Refusals(IReadOnlyList<int> Statuses);

/// <summary>A route that also answers as server-sent events.</summary>
internal sealed record Streams;

/// <summary>A route that also answers as CSV.</summary>
internal sealed record AlsoCsv;
