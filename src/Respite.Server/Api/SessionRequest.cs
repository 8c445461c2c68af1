using System.ComponentModel.DataAnnotations;
using Respite.OpenStack.Identity;
using Respite.Server.Api.Requests;

namespace Respite.Server.Api;

/// <summary>One of three ways to sign in: a user's password, an application credential, a token. Its text form holds no secret.</summary>
/// <param name="UserName">With <c>password</c>.</param>
/// <param name="UserDomain">By name; left out: Default.</param>
/// <param name="ProjectName">Left out: the token is for the system's scope.</param>
/// <param name="ProjectDomain">By name; left out: Default.</param>
/// <param name="ApplicationCredentialId">With <c>application_credential_secret</c>; it brings its user and project.</param>
/// <param name="Token">A Keystone token, or the server's own.</param>
internal sealed record SessionRequest(
    [property: StringLength(255, MinimumLength = 1)] string? UserName = null,
    [property: StringLength(4096, MinimumLength = 1)] string? Password = null,
    [property: StringLength(255, MinimumLength = 1)] string? UserDomain = null,
    [property: StringLength(255, MinimumLength = 1)] string? ProjectName = null,
    [property: StringLength(255, MinimumLength = 1)] string? ProjectDomain = null,
    [property: StringLength(255, MinimumLength = 1)] string? ApplicationCredentialId = null,
    [property: StringLength(4096, MinimumLength = 1)] string? ApplicationCredentialSecret = null,
    [property: StringLength(16384, MinimumLength = 1)] string? Token = null) : ICheckedRequest
{
    private const string DefaultDomain = "Default";

    public string Who => UserName ?? (ApplicationCredentialId is { } id ? $"application credential {id}" : "a token");

    public IReadOnlyList<RequestError> Errors()
    {
        var ways = new[] { UserName ?? Password, ApplicationCredentialId ?? ApplicationCredentialSecret, Token }.Count(way => way is not null);
        return
        [
            .. RequestError.When(ways != 1, "", ways == 0 ? "names no way to sign in" : "names several ways to sign in", "give user_name and password, or application_credential_id and application_credential_secret, or token"),
            .. RequestError.When(UserName is null != Password is null, UserName is null ? "user_name" : "password", "is missing", "give both"),
            .. RequestError.When(ApplicationCredentialId is null != ApplicationCredentialSecret is null, ApplicationCredentialId is null ? "application_credential_id" : "application_credential_secret", "is missing", "give both"),
        ];
    }

    public UserCredentials Credentials() => new((ApplicationCredentialSecret ?? Password)!)
    {
        ApplicationCredentialId = ApplicationCredentialId,
        Username = UserName,
        UserDomain = UserDomain ?? DefaultDomain,
        ProjectName = ProjectName,
        ProjectDomain = ProjectDomain ?? DefaultDomain,
        SystemScope = ProjectName is null,
    };

    public override string ToString() => Who;
}
