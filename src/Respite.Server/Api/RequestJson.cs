using System.ComponentModel.DataAnnotations;
using Respite.Planning.Model;
using Respite.Server.Api.Requests;

namespace Respite.Server.Api;

/// <summary>A host to plan.</summary>
/// <param name="Host">Nova's name of the compute host.</param>
/// <param name="Policy">What the plan may do; each key that is left out has its default.</param>
/// <param name="With">Hosts that are drained at the same time: no destinations.</param>
/// <param name="Explain">Name or id of an instance: the answer then says for each host why it may or may not go there.</param>
/// <param name="PolicyName">A named policy, instead of one that is written out. Neither: the cloud's default.</param>
internal sealed record PlanRequest(
    [property: StringLength(255, MinimumLength = 1)] string Host, DrainPolicy? Policy = null, IReadOnlyList<string>? With = null, [property: StringLength(255)] string? Explain = null,
    [property: StringLength(63, MinimumLength = 1)] string? PolicyName = null) : ICheckedRequest
{
    public IReadOnlyList<RequestError> Errors() => [.. RequestError.When(Policy is not null && PolicyName is not null, "policy_name", "is given with a policy", "give one of them")];
}

/// <summary>Hosts to plan as one.</summary>
/// <param name="Hosts">Nova's names of the compute hosts that are to be emptied at the same time.</param>
/// <param name="Policy">What the plan may do; each key that is left out has its default.</param>
/// <param name="PolicyName">A named policy, instead of one that is written out. Neither: the cloud's default.</param>
internal sealed record JointPlanRequest(
    IReadOnlyList<string> Hosts, DrainPolicy? Policy = null, [property: StringLength(63, MinimumLength = 1)] string? PolicyName = null) : ICheckedRequest
{
    private const int MostHosts = 100;

    public IReadOnlyList<RequestError> Errors() =>
    [
        .. RequestError.When(Hosts.Count is 0 or > MostHosts, "hosts", $"has {Hosts.Count} hosts", $"give 1 to {MostHosts}"),
        .. RequestError.When(Hosts.Distinct(StringComparer.Ordinal).Count() < Hosts.Count, "hosts", "names a host twice", "name each once"),
        .. RequestError.When(Policy is not null && PolicyName is not null, "policy_name", "is given with a policy", "give one of them"),
    ];
}

/// <summary>A host to take out of service.</summary>
/// <param name="Host">Nova's name of the compute host. May be left out with a stored plan, which says it.</param>
/// <param name="Reason">Why, in the operator's words.</param>
/// <param name="Policy">What the drain may do; each key that is left out has its default.</param>
/// <param name="With">Hosts that are drained at the same time: no destinations.</param>
/// <param name="Ticket">Of the change, in the operator's own system.</param>
/// <param name="Metadata">The operator's own keys and values; Respite keeps them and shows them.</param>
/// <param name="PolicyName">A named policy, instead of one that is written out. Neither: the cloud's default.</param>
/// <param name="NotBefore">It begins then, not at once.</param>
/// <param name="NotAfter">If it has not begun by then it does not begin; from then on it starts no more moves.</param>
/// <param name="Plan">Id of a stored plan: exactly this one is started, if it still holds. It brings its own policy.</param>
internal sealed record MaintenanceRequest(
    [property: StringLength(255, MinimumLength = 1)] string? Host = null,
    [property: StringLength(1000)] string? Reason = null,
    DrainPolicy? Policy = null,
    IReadOnlyList<string>? With = null,
    [property: StringLength(255)] string? Ticket = null,
    IReadOnlyDictionary<string, string>? Metadata = null,
    [property: StringLength(255, MinimumLength = 1)] string? Plan = null,
    [property: StringLength(63, MinimumLength = 1)] string? PolicyName = null,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? NotAfter = null) : ICheckedRequest
{
    public IReadOnlyList<RequestError> Errors() =>
    [
        .. RequestError.When(NotAfter <= NotBefore, "not_after", "is not after not_before", "give a later time"),
        .. RequestError.When(Host is null && Plan is null, "host", "is missing", "give a host, or the plan to start"),
        .. RequestError.When(Policy is not null && Plan is not null, "policy", "is given with a plan", "leave it out: the plan has its own"),
        .. RequestError.When(PolicyName is not null && Plan is not null, "policy_name", "is given with a plan", "leave it out: the plan has its own"),
        .. RequestError.When(With is not null && Plan is not null, "with", "is given with a plan", "leave it out: the plan has its own"),
        .. RequestError.When(Policy is not null && PolicyName is not null, "policy_name", "is given with a policy", "give one of them"),
    ];
}

/// <summary>The same of a host that the path names.</summary>
internal sealed record HostDrainRequest(
    [property: StringLength(1000)] string? Reason = null,
    DrainPolicy? Policy = null,
    IReadOnlyList<string>? With = null,
    [property: StringLength(255)] string? Ticket = null,
    IReadOnlyDictionary<string, string>? Metadata = null,
    [property: StringLength(63, MinimumLength = 1)] string? PolicyName = null,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? NotAfter = null) : ICheckedRequest
{
    public IReadOnlyList<RequestError> Errors() => Of("any").Errors();

    public MaintenanceRequest Of(string host) => new(host, Reason, Policy, With, Ticket, Metadata, null, PolicyName, NotBefore, NotAfter);
}

/// <summary>A policy under a name.</summary>
/// <param name="Policy">What it allows; each key that is left out has its default.</param>
/// <param name="Description">What it is for, in a sentence.</param>
/// <param name="Default">Whether it holds where a request says no policy; no other does then.</param>
internal sealed record PolicyRequest(DrainPolicy Policy, [property: StringLength(1000)] string? Description = null, bool Default = false);

/// <summary>Another destination for one move.</summary>
/// <param name="Destination">The compute host that the instance is to go to.</param>
internal sealed record DestinationRequest([property: StringLength(255, MinimumLength = 1)] string Destination);

/// <summary>How a maintenance goes on.</summary>
/// <param name="Accept">Names or ids of instances, or ids of leaked allocations, that may stay on the host.</param>
internal sealed record ResumeRequest(IReadOnlyList<string>? Accept = null);

/// <summary>How a maintenance is given up.</summary>
/// <param name="Abort">Also abort the live migrations that Respite started; else they end where they are going.</param>
internal sealed record CancelRequest(bool Abort = false);
