using System.Security.Cryptography;
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
using Respite.Server.Execution;
using Respite.Server.Store;
using Respite.Server.Telemetry;

namespace Respite.Server;

/// <summary>A running Respite: the API and the worker in this process, on one state directory.</summary>
public sealed class RespiteServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly StateLock stateLock;
    private readonly OpenStackSession session;
    private readonly EndpointFile endpoint;

    private RespiteServer(WebApplication app, StateLock stateLock, OpenStackSession session, EndpointFile endpoint)
    {
        this.app = app;
        this.stateLock = stateLock;
        this.session = session;
        this.endpoint = endpoint;
        Completion = app.WaitForShutdownAsync();
    }

    public Uri Url => endpoint.Url;

    /// <summary>What callers send as <c>X-Auth-Token</c>. Secret.</summary>
    public string Token => endpoint.Token;

    /// <summary>Completes when the server has stopped.</summary>
    public Task Completion { get; }

    /// <exception cref="StateException">The state directory is in use, damaged or cannot be written.</exception>
    /// <exception cref="CloudConfigException">The cloud is not known or not fully described.</exception>
    public static async Task<RespiteServer> StartAsync(ServerOptions options, CancellationToken cancel = default)
    {
        var cloud = CloudConfig.Load(options.CloudName);
        var stateLock = StateLock.Take(options.StateDirectory);
        OpenStackSession? session = null;
        try
        {
            session = new OpenStackSession(cloud, TimeProvider.System);
            var store = new MaintenanceStore(await SqliteDatabase.OpenAsync(Path.Combine(options.StateDirectory, SqliteDatabase.FileName)));
            await store.ReleaseAllAsync();
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var app = Build(options, session, store, token);
            await app.StartAsync(cancel);
            var url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            return new RespiteServer(app, stateLock, session, EndpointFile.Write(options.StateDirectory, url, token));
        }
        catch
        {
            session?.Dispose();
            stateLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        endpoint.Remove();
        await app.DisposeAsync();
        session.Dispose();
        stateLock.Dispose();
    }

    private static WebApplication Build(ServerOptions options, OpenStackSession session, IMaintenanceStore store, string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning);
        builder.Logging.Services.AddSingleton<ILoggerProvider>(new FileLog(Path.Combine(options.StateDirectory, "respite.log"), TimeProvider.System));
        builder.WebHost.UseUrls((options.ListenUrl ?? new Uri("http://127.0.0.1:0")).ToString().TrimEnd('/'));
        builder.Services.AddRespite(session, store, TimeProvider.System);
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        if (options.Work)
            builder.Services.AddHostedService(s => s.GetRequiredService<Worker>());
        var app = builder.Build();
        app.Use(new TokenGate(token).InvokeAsync);
        app.Use(ErrorGate.InvokeAsync);
        app.MapFallback((HttpContext context) => Problems.Of(StatusCodes.Status404NotFound, "No such route", $"There is no {context.Request.Method} {context.Request.Path}; docs/api.md lists the routes."));
        HostRoutes.Map(app);
        MaintenanceRoutes.Map(app);
        EventRoutes.Map(app);
        return app;
    }
}
