using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Respite.OpenStack.Session;
using Respite.Server.Api;
using Respite.Server.Api.Requests;
using Respite.Server.Execution;
using Respite.Server.Execution.Hosts;
using Respite.Server.Execution.Moves;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Plans;
using Respite.Server.Policies;
using Respite.Server.Store;
using Respite.Server.Telemetry.Metrics;
using Respite.Server.Telemetry.Tracing;
using Respite.Server.Tenants;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Running;

namespace Respite.Server;

/// <summary>How the parts are put together, once for the server and for the tests that run the engine by hand.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddRespite(this IServiceCollection services, OpenStackSession session, IMaintenanceStore store, TimeProvider clock) => services
        .ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default);
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.PropertyNameCaseInsensitive = false;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.RespectRequiredConstructorParameters = true;
            o.SerializerOptions.PropertyNamingPolicy = StoreJson.Options.PropertyNamingPolicy;
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
            o.SerializerOptions.Converters.Add(new ResourceVectorConverter());
            o.SerializerOptions.Converters.Add(new ZonedTime());
        })
        .AddSingleton(session)
        .AddSingleton(store)
        .AddSingleton(clock)
        .AddMetrics()
        .AddSingleton<Instruments>()
        .AddSingleton<Traces>()
        .AddSingleton<JournalSignal>()
        .AddSingleton<JournalFeed>()
        .AddSingleton<MigrationFeed>()
        .AddSingleton<EndsHeard>()
        .AddSingleton<HostObserver>()
        .AddSingleton<HostReader>()
        .AddSingleton<HypervisorReader>()
        .AddSingleton<CapacityReader>()
        .AddSingleton<MoveReader>()
        .AddSingleton<PlacementReader>()
        .AddSingleton<AgentReader>()
        .AddSingleton<SnapshotReader>()
        .AddSingleton<PlanMaker>()
        .AddSingleton<DestinationFinder>()
        .AddSingleton<MoveCalls>()
        .AddSingleton<CordonCall>()
        .AddSingleton<SpareService>()
        .AddSingleton<StoppedInstances>()
        .AddSingleton<Canary>()
        .AddSingleton<StepWriter>()
        .AddSingleton<PlanStep>()
        .AddSingleton<CordonStep>()
        .AddSingleton<DrainStep>()
        .AddSingleton<VerifyStep>()
        .AddSingleton<HoldStep>()
        .AddSingleton<ReturnStep>()
        .AddSingleton<Steps>()
        .AddSingleton<Engine>()
        .AddSingleton<Worker>()
        .AddSingleton<CommandRunner>()
        .AddSingleton<MaintenanceStart>()
        .AddSingleton<AuditStore>()
        .AddSingleton<PlanStore>()
        .AddSingleton<TenantStore>()
        .AddSingleton<ForecastStore>()
        .AddSingleton<PolicyStore>()
        .AddSingleton<PolicyChoice>()
        .AddSingleton<WatcherStore>()
        .AddSingleton<HostAudit>()
        .AddSingleton<AuditRunner>()
        .AddSingleton<PlanStart>()
        .AddSingleton<PlanRunner>();
}
