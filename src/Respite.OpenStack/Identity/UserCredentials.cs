using Respite.OpenStack.Session;

namespace Respite.OpenStack.Identity;

/// <summary>Somebody's own way to sign in, at the Keystone of a session. Its text form holds no secret.</summary>
/// <param name="Secret">The password, or the application credential's secret.</param>
public sealed record UserCredentials(string Secret)
{
    public string? Username { get; init; }

    /// <summary>By name.</summary>
    public string? UserDomain { get; init; }

    /// <summary>By name; null with the system's scope.</summary>
    public string? ProjectName { get; init; }

    public string? ProjectDomain { get; init; }

    public bool SystemScope { get; init; }

    /// <summary>Not null: this is an application credential, which brings its user and scope.</summary>
    public string? ApplicationCredentialId { get; init; }

    public override string ToString() => ApplicationCredentialId is null ? $"{Username}@{UserDomain}" : $"application credential {ApplicationCredentialId}";

    /// <summary>The same cloud, as somebody else.</summary>
    internal CloudConfig At(CloudConfig cloud) => new()
    {
        Name = cloud.Name,
        AuthUrl = cloud.AuthUrl,
        Kind = ApplicationCredentialId is null ? AuthKind.Password : AuthKind.ApplicationCredential,
        Username = Username,
        UserDomain = UserDomain,
        ProjectName = ProjectName,
        ProjectDomain = ProjectDomain,
        SystemScope = SystemScope,
        ApplicationCredentialId = ApplicationCredentialId,
        Secret = Secret,
    };
}
