using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;

namespace Respite.Simulator.Identity;

/// <summary>A user of the simulated cloud, with its roles by project name.</summary>
internal sealed record SimUser(string Id, string Name, IReadOnlyDictionary<string, string[]> RolesIn);

internal sealed record SimProject(string Id, string Name);

/// <summary>An application credential of a user in a project.</summary>
internal sealed record SimCredential(string Id, string Name, SimUser User, string Project, string Secret);

/// <summary>What was given out, and what it stands for.</summary>
internal sealed record SimToken(string Value, Caller Caller, SimUser User, SimProject? Project, string[] Roles, string Method, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, int Epoch);

/// <summary>Users, projects and the tokens given to them.</summary>
internal sealed class Tokens
{
    private readonly World _world;
    private readonly Dictionary<string, SimToken> _tokens = [];

    public Tokens(World world)
    {
        _world = world;
        foreach (var name in (string[])["admin", "demo", "service"])
            Projects.Add(new SimProject(world.NewId(), name));
        Admin = new SimUser(world.NewId(), "admin", new Dictionary<string, string[]> { ["admin"] = ["reader", "member", "admin"], ["demo"] = ["reader", "member", "admin"], [""] = ["reader", "member", "admin"] });
        Users.Add(Admin);
        Users.Add(new SimUser(world.NewId(), "demo", new Dictionary<string, string[]> { ["demo"] = ["reader", "member"] }));
        Credentials.Add(new SimCredential(world.NewId(), "respite", Admin, "admin", world.Options.Password));
    }

    public List<SimProject> Projects { get; } = [];

    public List<SimUser> Users { get; } = [];

    public List<SimCredential> Credentials { get; } = [];

    public SimUser Admin { get; }

    public SimProject Project(string nameOrId) =>
        Projects.Find(p => p.Id == nameOrId || p.Name == nameOrId) ?? throw new ArgumentException($"No project {nameOrId} in the simulated cloud.", nameof(nameOrId));

    public SimToken Issue(SimUser user, SimProject? project, string[] roles, string method, TimeSpan? lifetime = null)
    {
        var caller = new Caller(user.Id, user.Name, project?.Id ?? "", roles.ToHashSet());
        var token = new SimToken($"gAAAAAB{_world.NewId()}{_world.NewId()}", caller, user, project, roles, method, _world.Now, _world.Now + (lifetime ?? _world.Options.TokenLifetime), _world.Faults.TokenEpoch);
        _tokens[token.Value] = token;
        return token;
    }

    public void Revoke(string value) => _tokens.Remove(value);

    public SimToken? Find(string? value) =>
        value is not null && _tokens.TryGetValue(value, out var token) && token.ExpiresAt > _world.Now && token.Epoch == _world.Faults.TokenEpoch ? token : null;

    /// <summary>Who a service's request comes from.</summary>
    public Caller Caller(SimRequest request) =>
        Find(request.Header("X-Auth-Token"))?.Caller ?? throw new ApiException(401, "The request you have made requires authentication.");
}
