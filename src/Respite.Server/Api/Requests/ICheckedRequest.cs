namespace Respite.Server.Api.Requests;

/// <summary>A body whose keys can contradict each other.</summary>
internal interface ICheckedRequest
{
    /// <summary>What its keys together say wrongly.</summary>
    IReadOnlyList<RequestError> Errors();
}
