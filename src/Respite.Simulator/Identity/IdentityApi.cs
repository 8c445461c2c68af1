using System.Text.Json.Nodes;
using Respite.Simulator.Http;

namespace Respite.Simulator.Identity;

/// <summary>Keystone v3: discovery and tokens.</summary>
internal sealed class IdentityApi(World world, Tokens tokens)
{
    private const string Refused = "The request you have made requires authentication.";

    public SimReply Serve(SimRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", []) => new SimReply(300, new JsonObject { ["versions"] = new JsonObject { ["values"] = new JsonArray(Version(request)) } }.ToJsonString(Json.Compact)),
        ("GET", ["v3"]) => SimReply.Ok(new JsonObject { ["version"] = Version(request) }),
        ("POST", ["v3", "auth", "tokens"]) => Issue(request),
        ("GET" or "HEAD", ["v3", "auth", "tokens"]) => Validate(request),
        ("DELETE", ["v3", "auth", "tokens"]) => Revoke(request),
        ("GET", ["v3", "auth", "catalog"]) => SimReply.Ok(new JsonObject { ["catalog"] = Catalog(request.Origin) }),
        ("GET", ["v3", "auth", "projects"]) => Projects(request),
        ("GET", ["v3", "projects"]) => Projects(request),
        _ => throw new ApiException(404, "(http) The resource could not be found."),
    };

    private static JsonObject Version(SimRequest request) => new()
    {
        ["id"] = "v3.14", ["status"] = "stable", ["updated"] = "2020-04-07T00:00:00Z",
        ["links"] = new JsonArray(Json.Link("self", $"{request.Origin}/identity/v3/")),
        ["media-types"] = new JsonArray(new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.identity-v3+json" }),
    };

    private SimReply Issue(SimRequest request)
    {
        if (request.Chunked || request.Body.Length == 0)
            throw new ApiException(400, "Expecting to find auth in request body. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.");
        var auth = request.Json()["auth"] ?? throw new ApiException(400, "Expecting to find auth in request body.");
        var identity = auth["identity"];
        var method = identity?["methods"]?[0].Text();
        var token = method switch
        {
            "password" => WithPassword(identity!["password"]!["user"]!, auth["scope"]),
            "application_credential" => WithCredential(identity!["application_credential"]!),
            "token" => WithToken(identity!["token"]!["id"].Text(), auth["scope"]),
            _ => throw new ApiException(401, Refused),
        };
        var reply = SimReply.Json201(Body(request, token));
        reply.Headers["X-Subject-Token"] = token.Value;
        return reply;
    }

    private SimToken WithPassword(JsonNode named, JsonNode? scope)
    {
        var user = tokens.Users.Find(u => u.Id == named["id"].Text() || u.Name == named["name"].Text());
        if (user is null || named["password"].Text() != world.Options.Password)
            throw new ApiException(401, Refused);
        return Scoped(user, scope, "password");
    }

    private SimToken WithCredential(JsonNode named)
    {
        var credential = tokens.Credentials.Find(c => c.Id == named["id"].Text() || (c.Name == named["name"].Text() && c.User.Name == named["user"]?["name"].Text()));
        if (credential is null || named["secret"].Text() != credential.Secret)
            throw new ApiException(401, Refused);
        return tokens.Issue(credential.User, tokens.Project(credential.Project), credential.User.RolesIn[credential.Project], "application_credential");
    }

    private SimToken WithToken(string? value, JsonNode? scope) =>
        tokens.Find(value) is { } old ? Scoped(old.User, scope, "token") : throw new ApiException(401, Refused);

    private SimToken Scoped(SimUser user, JsonNode? scope, string method)
    {
        if (scope?["system"] is not null)
            return user.RolesIn.TryGetValue("", out var systemRoles) ? tokens.Issue(user, null, systemRoles, method) : throw new ApiException(401, Refused);
        if (scope?["project"] is not { } wanted)
            return tokens.Issue(user, null, [], method);
        var project = tokens.Projects.Find(p => p.Id == wanted["id"].Text() || p.Name == wanted["name"].Text());
        return project is not null && user.RolesIn.TryGetValue(project.Name, out var roles) ? tokens.Issue(user, project, roles, method) : throw new ApiException(401, Refused);
    }

    private SimReply Validate(SimRequest request)
    {
        if (tokens.Find(request.Header("X-Auth-Token")) is null)
            throw new ApiException(401, Refused);
        if (tokens.Find(request.Header("X-Subject-Token")) is not { } subject)
            throw new ApiException(404, "Failed to validate token");
        var reply = SimReply.Ok(Body(request, subject));
        reply.Headers["X-Subject-Token"] = subject.Value;
        return reply;
    }

    private SimReply Revoke(SimRequest request)
    {
        tokens.Caller(request);
        if (tokens.Find(request.Header("X-Subject-Token")) is not { } subject)
            throw new ApiException(404, "Failed to validate token");
        tokens.Revoke(subject.Value);
        return SimReply.NoContent();
    }

    private SimReply Projects(SimRequest request)
    {
        var caller = tokens.Caller(request);
        var named = request.QueryValue("name");
        return SimReply.Ok(new JsonObject
        {
            ["projects"] = Json.Array(
                tokens.Projects.Where(p => (caller.IsAdmin || p.Id == caller.ProjectId) && (named is null || p.Name == named)),
                p => new JsonObject { ["id"] = p.Id, ["name"] = p.Name, ["domain_id"] = "default", ["enabled"] = true }),
            ["links"] = new JsonObject { ["next"] = null },
        });
    }

    private JsonObject Body(SimRequest request, SimToken token)
    {
        static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        static JsonObject Domain() => new() { ["id"] = "default", ["name"] = "Default" };
        var body = new JsonObject
        {
            ["methods"] = new JsonArray(token.Method),
            ["user"] = new JsonObject { ["domain"] = Domain(), ["id"] = token.User.Id, ["name"] = token.User.Name, ["password_expires_at"] = null },
            ["audit_ids"] = new JsonArray(token.Value[7..29]),
            ["expires_at"] = Stamp(token.ExpiresAt),
            ["issued_at"] = Stamp(token.IssuedAt),
        };
        if (token.Project is { } project)
        {
            body["project"] = new JsonObject { ["domain"] = Domain(), ["id"] = project.Id, ["name"] = project.Name };
            body["is_domain"] = false;
        }
        else if (token.Roles.Length > 0)
        {
            body["system"] = new JsonObject { ["all"] = true };
        }
        if (token.Roles.Length > 0)
        {
            body["roles"] = Json.Array(token.Roles, r => new JsonObject { ["id"] = r, ["name"] = r });
            body["catalog"] = Catalog(request.Origin);
        }
        return new JsonObject { ["token"] = body };
    }

    private JsonArray Catalog(string origin) => Json.Array<(string Type, string Name, string Url)>(
        [
            ("identity", "keystone", origin + "/identity/v3"), ("compute", "nova", origin + "/compute/v2.1"), ("placement", "placement", origin + "/placement"), ("network", "neutron", origin + "/network"),
            ("block-storage", "cinder", origin + "/volume/v3"), .. world.Registered,
        ],
        s => new JsonObject
        {
            ["endpoints"] = Json.Array((string[])["public", "internal", "admin"], i => new JsonObject
            {
                ["id"] = $"{s.Name}-{i}", ["interface"] = i, ["region_id"] = "RegionOne", ["region"] = "RegionOne", ["url"] = s.Url,
            }),
            ["id"] = s.Name, ["type"] = s.Type, ["name"] = s.Name,
        });
}
