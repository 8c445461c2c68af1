namespace Respite.Planning.Model;

internal static class DrainPolicyErrors
{
    public static IReadOnlyList<PolicyError> Of(DrainPolicy policy)
    {
        var errors = new List<PolicyError>();
        AtLeast(1, policy.MaxMovesPerCloud, "max_moves_per_cloud");
        AtLeast(1, policy.MaxMovesPerSource, "max_moves_per_source");
        AtLeast(1, policy.MaxMovesPerDestination, "max_moves_per_destination");
        AtLeast(1, policy.MaxMovesPerZone ?? 1, "max_moves_per_zone");
        AtLeast(1, policy.MaxMovesPerProject ?? 1, "max_moves_per_project");
        AtLeast(1, policy.LinkMbps ?? 1, "link_mbps");
        foreach (var (host, mbps) in policy.HostLinkMbps.Where(link => link.Value < 1))
            errors.Add(new("host_link_mbps", $"is {mbps} for {host}", "give 1 or more, or leave the host out"));
        AtLeast(1, policy.MaxAttempts, "max_attempts");
        AtLeast(1, policy.BudgetBaseSeconds, "budget_base_seconds");
        AtLeast(0, policy.BudgetSecondsPerGib, "budget_seconds_per_gib");
        AtLeast(1, policy.NoProgressSeconds, "no_progress_seconds");
        AtLeast(0, policy.WaitSeconds, "wait_seconds");
        Known(policy.Instances, "instances");
        Known(policy.VerifyResize, "verify_resize");
        Known(policy.Suspended, "suspended");
        Known(policy.Rescued, "rescued");
        Known(policy.Error, "error");
        Known(policy.SoftDeleted, "soft_deleted");
        Known(policy.Locked, "locked");
        Known(policy.Unmovable, "unmovable");
        Known(policy.Destinations, "destinations");
        Known(policy.Balance, "balance");
        errors.AddRange(LadderErrors.Of(policy));
        errors.AddRange(WordErrors.Of(policy));
        errors.AddRange(policy.Only.Select(ScopeFilter.Error).OfType<PolicyError>());
        NoBlank(policy.SpareHosts, "spare_hosts");
        NoBlank(policy.Accept, "accept");
        if (policy.Destinations == DestinationChoice.Scheduler && policy.SpareHosts.Count > 0)
            errors.Add(new("spare_hosts", "Nova's scheduler would not keep to the spare host", "say destinations: planned, or leave spare_hosts out"));
        if (policy.RequireTransportConfirmed && !policy.TransportConfirmed)
            errors.Add(new("transport_confirmed", "is not true, and require_transport_confirmed is", "check live_migration_with_native_tls on the hosts, then say true"));
        if (policy.CanaryFlavor is null != policy.CanaryImage is null)
            errors.Add(new("canary_flavor", "and canary_image go together", "give both, or none"));
        if (policy is { CanaryNetwork: not null, CanaryFlavor: null })
            errors.Add(new("canary_network", "is of no use without a canary", "give canary_flavor and canary_image as well"));
        return errors;

        void AtLeast(int least, int value, string key)
        {
            if (value < least)
                errors.Add(new(key, $"is {value}", $"give {least} or more, or leave it out"));
        }

        void Known<T>(T value, string key) where T : struct, Enum
        {
            if (!Enum.IsDefined(value))
                errors.Add(new(key, $"{value} is not known", $"say one of {string.Join(", ", Enum.GetNames<T>())}"));
        }

        void NoBlank(IReadOnlyList<string> names, string key)
        {
            if (names.Any(string.IsNullOrWhiteSpace))
                errors.Add(new(key, "contains an empty name", "name each, or take the empty one out"));
        }
    }
}
