using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.OpenStack.Session;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Views;
using Microversion = Respite.Server.WatcherApi.Http.Microversion;

namespace Respite.Server.WatcherApi;

/// <summary>The cloud as Watcher's data model shows it, read from Nova and Placement when it is asked for: there is no copy to be out of date.</summary>
internal static class DataModelRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/watcher/v1/data_model", ShowAsync).Lists();

    private static async Task<IResult> ShowAsync(HttpContext context, OpenStackSession session, WatcherStore store, CancellationToken cancel)
    {
        Microversion.AtLeast(context, Microversion.DataModel, StatusCodes.Status406NotAcceptable);
        var query = context.Request.Query;
        if (query.Keys.FirstOrDefault(key => key is not ("data_model_type" or "audit_uuid")) is { } unknown)
            throw Faults.Invalid($"Unknown argument: \"{unknown}\". There are data_model_type, audit_uuid.");
        if (query["data_model_type"].ToString() is not ("" or "compute") and var type)
            throw Faults.NotFound("data model", type);
        if (query["audit_uuid"].ToString() is { Length: > 0 } audit && await store.FindAuditAsync(audit) is null)
            throw Faults.NotFound("audit", audit);
        var extended = Microversion.Of(context).Minor >= Microversion.ExtendedDataModel;
        var services = (await session.Compute.Services.ListAsync(host: null, cancel)).ToDictionary(s => s.Host, StringComparer.Ordinal);
        var lines = new JsonArray();
        await foreach (var hypervisor in session.Compute.Hypervisors.ListAsync(cancel))
        {
            if (hypervisor.Host is not { } host || !services.TryGetValue(host, out var service))
                continue;
            var node = DataModelView.Node(hypervisor, service, await session.Placement.InventoriesAsync(hypervisor.Id, cancel));
            var alone = true;
            await foreach (var server in session.Compute.Servers.ListAsync(host, cancel))
            {
                lines.Add((JsonNode)DataModelView.With(node, server, extended));
                alone = false;
            }
            if (alone)
                lines.Add((JsonNode)node);
        }
        return Resource.Answer(new JsonObject { ["context"] = lines });
    }
}
