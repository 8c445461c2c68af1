using Microsoft.AspNetCore.Builder;
using Respite.Simulator.Building;
using Respite.Simulator.Compute;
using Respite.Simulator.Faults;
using Respite.Simulator.Http;
using Respite.Simulator.Identity;
using Respite.Simulator.Time;

namespace Respite.Simulator;

/// <summary>
/// An OpenStack without computers: Keystone v3, Nova 2.1, Placement, Neutron's agents and ports, and Cinder's volumes, answering as the real ones were measured to.
/// Reached over a loopback port (<see cref="StartAsync"/>) or without any socket (<see cref="CreateHandler"/>). Thread-safe.
/// </summary>
public sealed partial class SimulatedCloud : IAsyncDisposable
{
    private static readonly Uri InMemoryOrigin = new("http://simulated.cloud");

    private readonly World _world;
    private readonly Tokens _tokens;
    private readonly ComputeApi _compute;
    private readonly Pipeline _pipeline;
    private WebApplication? _app;
    private Uri _origin = InMemoryOrigin;

    private SimulatedCloud(SimulationOptions options)
    {
        _world = new World(options);
        _tokens = new Tokens(_world);
        _compute = new ComputeApi(_world, _tokens);
        _pipeline = new Pipeline(_world, _tokens, _compute);
        Build = new CloudBuilder(_world, _tokens);
        if (options.Clock is VirtualClock clock)
            clock.Advanced += CatchUp;
    }

    /// <summary>An empty cloud: no hosts; four flavors (m1.tiny, m1.small, m1.medium, m1.large), one image, users admin and demo.</summary>
    public static SimulatedCloud Create(SimulationOptions? options = null) => new(options ?? new SimulationOptions());

    /// <summary>Adds hosts, servers and the rest; at any time.</summary>
    public CloudBuilder Build { get; }

    public FaultScript Faults => _world.Faults;

    public SimulationOptions Options => _world.Options;

    /// <summary>Keystone's address: the port's after <see cref="StartAsync"/>, else one that only <see cref="CreateHandler"/> reaches.</summary>
    public Uri AuthUrl => new(_origin, "/identity/v3");

    public static string UserName => "admin";

    public string Password => _world.Options.Password;

    public static string ProjectName => "admin";

    /// <summary>An application credential of admin in project admin; its secret is <see cref="Password"/>.</summary>
    public string ApplicationCredentialId => _tokens.Credentials[0].Id;

    /// <summary>Listens on loopback; port 0 takes a free one. Returns <see cref="AuthUrl"/>.</summary>
    public async Task<Uri> StartAsync(int port = 0, CancellationToken cancel = default)
    {
        (_app, _origin) = await KestrelHost.StartAsync(_pipeline, port, cancel).ConfigureAwait(false);
        return AuthUrl;
    }

    /// <summary>A client's innermost handler that reaches this cloud without a socket. To be disposed by its client.</summary>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(_pipeline);

    /// <summary>Writes a clouds.yaml with the clouds <c>simulated</c> (admin), <c>simulated-demo</c> (a member) and <c>simulated-appcred</c>.</summary>
    public void WriteCloudsYaml(string path) => File.WriteAllText(path, $"""
        clouds:
          simulated:
            auth:
              auth_url: {AuthUrl}
              username: admin
              password: {Password}
              project_name: admin
              user_domain_name: Default
              project_domain_name: Default
            region_name: RegionOne
            identity_api_version: 3
          simulated-demo:
            auth:
              auth_url: {AuthUrl}
              username: demo
              password: {Password}
              project_name: demo
              user_domain_name: Default
              project_domain_name: Default
            region_name: RegionOne
          simulated-appcred:
            auth_type: v3applicationcredential
            auth:
              auth_url: {AuthUrl}
              application_credential_id: {ApplicationCredentialId}
              application_credential_secret: {Password}
            region_name: RegionOne

        """);

    /// <summary>A token as if that user had signed in with these roles.</summary>
    /// <param name="project">By name; null: the system's scope.</param>
    public string IssueToken(string user, string? project, string[] roles, TimeSpan? lifetime = null) =>
        _tokens.Issue(new SimUser($"id-of-{user}", user, new Dictionary<string, string[]>()), project is null ? null : _tokens.Project(project), roles, "password", lifetime).Value;

    public void RevokeToken(string token) => _tokens.Revoke(token);

    public async ValueTask DisposeAsync()
    {
        if (Options.Clock is VirtualClock clock)
            clock.Advanced -= CatchUp;
        if (_app is not null)
            await _app.DisposeAsync().ConfigureAwait(false);
    }
}
