using System.Diagnostics;
using Respite.Simulator.BlockStorage;
using Respite.Simulator.Compute;
using Respite.Simulator.Faults;
using Respite.Simulator.Identity;
using Respite.Simulator.Network;
using Respite.Simulator.Placement;

namespace Respite.Simulator.Http;

/// <summary>Every request's way: what is due happens, faults strike, the service answers, the log keeps it.</summary>
internal sealed class Pipeline(World world, Tokens tokens, ComputeApi compute)
{
    private readonly IdentityApi _identity = new(world, tokens);
    private readonly PlacementApi _placement = new(world, tokens);
    private readonly NetworkApi _network = new(world, tokens);
    private readonly BlockStorageApi _volumes = new(world, tokens);
    private readonly List<HistoryEntry> _history = [];

    public IReadOnlyList<HistoryEntry> History
    {
        get
        {
            lock (world.Gate)
                return [.. _history];
        }
    }

    /// <summary>The reply, or null for a connection that breaks.</summary>
    public async Task<SimReply?> AnswerAsync(SimRequest request, CancellationToken cancel)
    {
        var service = ServiceOf(request.Path);
        RequestFault? fault;
        lock (world.Gate)
        {
            world.Agenda.RunDue();
            fault = world.Faults.Next(request.Method, request.Target, request.Body);
        }
        var start = world.Options.Clock.GetUtcNow();
        if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
            await Task.Delay(world.Agenda.Scale(delay), world.Options.Clock, cancel).ConfigureAwait(false);

        lock (world.Gate)
        {
            world.Agenda.RunDue();
            request.RequestId = world.NewRequestId();
            var reply = world.Faults.IsAway(service) ? null : Strike(fault, service, request);
            if (reply is not null)
            {
                reply.Headers["x-openstack-request-id"] = request.RequestId;
                if (service == "nova")
                    reply.Headers["x-compute-request-id"] = request.RequestId;
            }
            var body = service == "keystone" ? "" : request.Body;
            _history.Add(new HistoryEntry(world.Now, service, request.Method, request.Target, body, reply?.Status ?? 0, world.Now - start));
            return reply;
        }
    }

    private SimReply? Strike(RequestFault? fault, string service, SimRequest request)
    {
        switch (fault?.Kind)
        {
            case RequestFaultKind.ResetBefore:
                return null;
            case RequestFaultKind.FailBefore:
                return Failure(fault, service);
            case RequestFaultKind.Nonsense:
                return new SimReply(200, fault.Body) { ContentType = "text/html" };
        }
        var reply = Serve(service, request);
        return fault?.Kind switch
        {
            RequestFaultKind.ResetAfter => null,
            RequestFaultKind.FailAfter => Failure(fault, service),
            _ => reply,
        };
    }

    private static SimReply Failure(RequestFault fault, string service)
    {
        var reply = Refusals.Render(service, fault.Status, fault.Message, "");
        if (fault.RetryAfter is { } seconds)
            reply.Headers["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return reply;
    }

    private SimReply Serve(string service, SimRequest request)
    {
        request.Segments = Below(request.Path, Prefixes[service]);
        try
        {
            return service switch
            {
                "keystone" => _identity.Serve(request),
                "nova" => compute.Serve(request),
                "placement" => _placement.Serve(request),
                "neutron" => _network.Serve(request),
                "cinder" => _volumes.Serve(request),
                _ => throw new UnreachableException(),
            };
        }
        catch (ApiException e)
        {
            return Refusals.Render(service, e.Status, e.Message, request.RequestId, request.Origin);
        }
    }

    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["keystone"] = "/identity", ["nova"] = "/compute", ["placement"] = "/placement", ["neutron"] = "/network", ["cinder"] = "/volume",
    };

    private static string ServiceOf(string path) =>
        Prefixes.FirstOrDefault(p => path == p.Value || path.StartsWith(p.Value + "/", StringComparison.Ordinal)).Key ?? "keystone";

    private static string[] Below(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries) : ["unknown"];
}
