using System.Text.Json.Nodes;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Identity;

/// <summary>The body of Keystone's <c>POST /v3/auth/tokens</c>.</summary>
internal static class TokenRequest
{
    public static string Body(CloudConfig config)
    {
        var auth = new JsonObject { ["identity"] = Identity(config) };
        if (Scope(config) is { } scope)
            auth["scope"] = scope;
        return new JsonObject { ["auth"] = auth }.ToJsonString();
    }

    private static JsonObject Identity(CloudConfig config) => config.Kind switch
    {
        AuthKind.Token => Method("token", new JsonObject { ["id"] = config.Secret }),
        AuthKind.ApplicationCredential => Method("application_credential", ApplicationCredential(config)),
        _ => Method("password", new JsonObject { ["user"] = User(config, withPassword: true) }),
    };

    private static JsonObject Method(string name, JsonObject content) => new() { ["methods"] = new JsonArray(name), [name] = content };

    private static JsonObject ApplicationCredential(CloudConfig config)
    {
        var credential = new JsonObject { ["secret"] = config.Secret };
        if (config.ApplicationCredentialId is { } id)
        {
            credential["id"] = id;
        }
        else
        {
            credential["name"] = config.ApplicationCredentialName;
            credential["user"] = User(config, withPassword: false);
        }
        return credential;
    }

    private static JsonObject User(CloudConfig config, bool withPassword)
    {
        var user = Named(config.UserId, config.Username, config.UserDomainId, config.UserDomain);
        if (withPassword)
            user["password"] = config.Secret;
        return user;
    }

    /// <summary>An application credential carries its scope in itself.</summary>
    private static JsonObject? Scope(CloudConfig config) =>
        config.Kind == AuthKind.ApplicationCredential ? null
        : config.SystemScope ? new JsonObject { ["system"] = new JsonObject { ["all"] = true } }
        : new JsonObject { ["project"] = Named(config.ProjectId, config.ProjectName, config.ProjectDomainId, config.ProjectDomain) };

    private static JsonObject Named(string? id, string? name, string? domainId, string? domainName)
    {
        if (id is not null)
            return new JsonObject { ["id"] = id };
        var named = new JsonObject { ["name"] = name };
        if (domainId is not null || domainName is not null)
            named["domain"] = domainId is not null ? new JsonObject { ["id"] = domainId } : new JsonObject { ["name"] = domainName };
        return named;
    }
}
