namespace Respite.Server.Api.Requests;

/// <summary>What only a route can find wrong with its request.</summary>
internal sealed class InvalidRequestException(params IReadOnlyList<RequestError> errors) : Exception(string.Join(" ", errors))
{
    public IReadOnlyList<RequestError> Errors { get; } = errors;
}
