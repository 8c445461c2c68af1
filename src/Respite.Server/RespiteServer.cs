using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Api;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Configuration;
using Respite.Server.Execution;
using Respite.Server.Notifications;
using Respite.Server.Plans;
using Respite.Server.Store;
using Respite.Server.Supervision;
using Respite.Server.Telemetry;
using Respite.Server.Telemetry.Metrics;
using Respite.Server.Telemetry.Tracing;
using Respite.Server.Tenants;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Running;
using Respite.Server.WebConsole;
using Respite.Server.Webhooks;

namespace Respite.Server;

/// <summary>A running Respite: the API and the worker in this process, on a state of its own or one that replicas share.</summary>
public sealed partial class RespiteServer : IAsyncDisposable
{
    /// <summary>Bytes. A policy or a list of hosts is far below.</summary>
    internal const long MaxBody = 1 << 20;

    private readonly WebApplication app;
    private readonly ServerState state;
    private readonly OpenStackSession session;
    private readonly EndpointFile endpoint;
    private readonly IDisposable? traces;
    private readonly Supervisor? supervisor;

    private RespiteServer(WebApplication app, ServerState state, OpenStackSession session, EndpointFile endpoint, IDisposable? traces, Supervisor? supervisor)
    {
        this.app = app;
        this.state = state;
        this.session = session;
        this.endpoint = endpoint;
        this.traces = traces;
        this.supervisor = supervisor;
        ConsoleUrl = ConsoleRoutes.IsBuilt ? new Uri(endpoint.Url, ConsoleRoutes.Home) : null;
        LogListening(app.Services.GetRequiredService<ILogger<RespiteServer>>(), endpoint.Url);
        supervisor?.Ready();
        Completion = app.WaitForShutdownAsync();
    }

    public Uri Url => endpoint.Url;

    /// <summary>Where the web console is; null: it is not built.</summary>
    public Uri? ConsoleUrl { get; }

    /// <summary>What callers send as <c>X-Auth-Token</c>. Secret.</summary>
    public string Token => endpoint.Token;

    /// <summary>Completes when the server has stopped.</summary>
    public Task Completion { get; }

    /// <exception cref="StateException">The state is in use, damaged, not reachable or cannot be written.</exception>
    /// <exception cref="CloudConfigException">The cloud is not known or not fully described.</exception>
    /// <exception cref="ConfigException">The certificate or its key cannot be used.</exception>
    public static async Task<RespiteServer> StartAsync(ServerOptions options, CancellationToken cancel = default)
    {
        var cloud = CloudConfig.Load(options.CloudName);
        StateLock.MakeDirectory(options.StateDirectory);
        var state = await ServerState.OpenAsync(options, cancel);
        OpenStackSession? session = null;
        var traces = options.OtlpEndpoint is { } collector ? TraceExport.Start(collector) : null;
        try
        {
            session = new OpenStackSession(cloud, TimeProvider.System);
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var app = Build(options, session, state, token);
            await app.StartAsync(cancel);
            var url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            return new RespiteServer(app, state, session, EndpointFile.Write(options.StateDirectory, url, token), traces, Supervise(app, options));
        }
        catch
        {
            session?.Dispose();
            traces?.Dispose();
            await state.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema of a shared database to this version. SQLite's is brought there at each start.</summary>
    /// <returns>The numbers of the migrations that were applied.</returns>
    /// <exception cref="StateException">It cannot be reached or changed, or its schema is a newer Respite's.</exception>
    public static Task<IReadOnlyList<int>> SyncDatabaseAsync(string connectionString, CancellationToken cancel) => PostgresDatabase.SyncAsync(connectionString, cancel);

    /// <summary>Ends what is under way and hands its leases over, then closes what that needs.</summary>
    public async ValueTask DisposeAsync()
    {
        endpoint.Remove();
        app.Lifetime.StopApplication();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.DisposeAsync();
        supervisor?.Dispose();
        session.Dispose();
        traces?.Dispose();
        await state.DisposeAsync();
    }

    private static WebApplication Build(ServerOptions options, OpenStackSession session, ServerState state, string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddLog(options);
        // Leases are handed over at once, and not after the last caller has gone.
        builder.Services.Configure<HostOptions>(host => host.ServicesStopConcurrently = true);
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = MaxBody);
        builder.WebHost.UseUrls((options.ListenUrl ?? new Uri("http://127.0.0.1:0")).ToString().TrimEnd('/'));
        if (options.Tls is { } files)
        {
            var certificate = Certificate(files);
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }
        builder.Services.AddRespite(session, state.Store, state.Clock);
        builder.Services.AddSingleton(new Callers(token, options.Keystone is { } roles ? new KeystoneTokens(session, roles, state.Clock) : null));
        builder.Services.AddWebhooks(options, state.Database);
        builder.Services.AddSingleton<Collector>().AddSingleton<StateFigures>();
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddApiDocument();
        // The console's files alone, which hold nothing secret.
        builder.Services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.Services.AddRateLimiter(RateLimits.Configure);
        if (options.Role != ServerRole.Api)
        {
            builder.Services.AddHostedService(s => s.GetRequiredService<Worker>()).AddHostedService<WebhookWorker>().AddHostedService<Forecaster>().AddHostedService<WatcherWorker>()
                .AddHostedService(s => ActivatorUtilities.CreateInstance<PlanRemoval>(s, options.PlansKept));
            builder.Services.AddSingleton<MoveWaker>().AddHostedService<MigrationWatch>();
            if (options.Notifications is { } notifications)
                builder.Services.AddNotifications(notifications);
        }
        if (state.Shared is { } shared)
            builder.Services.AddSingleton(shared).AddHostedService<PostgresListener>();
        var app = builder.Build();
        app.UseRouting();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ConsoleRoutes.Path), console => console.UseResponseCompression());
        app.Use(RequestGate.InvokeAsync);
        app.Use(WatcherGate.InvokeAsync);
        app.Use(HealthGate.InvokeAsync);
        app.Use(new MetricsGate(options.MetricsToken, app.Services.GetRequiredService<Collector>(), app.Services.GetRequiredService<StateFigures>()).InvokeAsync);
        app.UseRateLimiter();
        app.Use(ErrorGate.InvokeAsync);
        app.Use(new CallerGate(app.Services.GetRequiredService<Callers>(), session.Config.AuthUrl).InvokeAsync);
        app.Use(new AuditGate(app.Services.GetRequiredService<AuditStore>(), state.Clock, app.Services.GetRequiredService<ILogger<AuditGate>>()).InvokeAsync);
        // Once more: what a route throws is answered before it is recorded.
        app.Use(ErrorGate.InvokeAsync);
        app.Use(AccessGate.InvokeAsync);
        app.Use(QueryGate.InvokeAsync);
        app.Use(BodyGate.InvokeAsync);
        app.Use(new IdempotencyGate(new IdempotencyStore(state.Database), app.Services.GetRequiredService<WebhookSecrets>(), state.Clock).InvokeAsync);
        if (options.Role != ServerRole.Worker)
            MapRoutes(app);
        return app;
    }

    internal static void MapRoutes(IEndpointRouteBuilder routes)
    {
        VersionRoutes.Map(routes);
        SessionRoutes.Map(routes);
        HostRoutes.Map(routes);
        CapacityRoutes.Map(routes);
        PlanRoutes.Map(routes);
        PolicyRoutes.Map(routes);
        MaintenanceRoutes.Map(routes);
        MoveRoutes.Map(routes);
        ReportRoutes.Map(routes);
        EventRoutes.Map(routes);
        TenantRoutes.Map(routes);
        AuditRoutes.Map(routes);
        WebhookRoutes.Map(routes);
        WatcherApi.WatcherRoutes.Map(routes);
        ApiDocument.Map(routes);
        ConsoleRoutes.Map(routes);
    }

    private static Supervisor? Supervise(WebApplication app, ServerOptions options)
    {
        if (options.Supervisor is not { } asked)
            return null;
        var worker = app.Services.GetRequiredService<Worker>();
        var supervisor = new Supervisor(asked, () => options.Role == ServerRole.Api || worker.IsAlive, TimeProvider.System);
        app.Lifetime.ApplicationStopping.Register(supervisor.Stopping);
        return supervisor;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Respite listens at {Url}")]
    private static partial void LogListening(ILogger log, Uri url);

    private static X509Certificate2 Certificate(TlsFiles files)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigException("The certificate", [$"tls: {files.Certificate} and {files.Key} are no certificate with its key in PEM: {e.Message}"]);
        }
    }
}
