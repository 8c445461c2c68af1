namespace Respite.Planning.Model;

internal static class DrainPolicyErrors
{
    public static IReadOnlyList<string> Of(DrainPolicy policy)
    {
        var errors = new List<string>();
        AtLeast(1, policy.MaxMovesPerCloud, "max_moves_per_cloud");
        AtLeast(1, policy.MaxMovesPerSource, "max_moves_per_source");
        AtLeast(1, policy.MaxMovesPerDestination, "max_moves_per_destination");
        AtLeast(1, policy.MaxMovesPerZone ?? 1, "max_moves_per_zone");
        AtLeast(1, policy.MaxMovesPerProject ?? 1, "max_moves_per_project");
        AtLeast(1, policy.LinkMbps ?? 1, "link_mbps");
        foreach (var (host, mbps) in policy.HostLinkMbps.Where(link => link.Value < 1))
            errors.Add($"host_link_mbps: must be at least 1, is {mbps} for {host}");
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
        Ladder(policy, errors);
        errors.AddRange(WordErrors.Of(policy));
        errors.AddRange(policy.Only.Select(ScopeFilter.Error).OfType<string>().Select(error => $"only: {error}"));
        NoBlank(policy.SpareHosts, "spare_hosts");
        NoBlank(policy.Accept, "accept");
        if (policy.Destinations == DestinationChoice.Scheduler && policy.SpareHosts.Count > 0)
            errors.Add("spare_hosts: needs destinations: planned, since Nova's scheduler would not keep to the spare host");
        if (policy.RequireTransportConfirmed && !policy.TransportConfirmed)
            errors.Add("transport_confirmed: must be true when require_transport_confirmed is; check live_migration_with_native_tls on the hosts first");
        if (policy.CanaryFlavor is null != policy.CanaryImage is null)
            errors.Add("canary_flavor: and canary_image go together: give both, or none");
        if (policy is { CanaryNetwork: not null, CanaryFlavor: null })
            errors.Add("canary_network: needs canary_flavor and canary_image");
        return errors;

        void AtLeast(int least, int value, string key)
        {
            if (value < least)
                errors.Add($"{key}: must be at least {least}, is {value}");
        }

        void Known<T>(T value, string key) where T : struct, Enum
        {
            if (!Enum.IsDefined(value))
                errors.Add($"{key}: {value} is not one of {string.Join(", ", Enum.GetNames<T>())}");
        }

        void NoBlank(IReadOnlyList<string> names, string key)
        {
            if (names.Any(string.IsNullOrWhiteSpace))
                errors.Add($"{key}: contains an empty name");
        }
    }

    private static void Ladder(DrainPolicy policy, List<string> errors)
    {
        var ladder = policy.Ladder;
        if (ladder.Count == 0)
        {
            errors.Add("ladder: is empty; its last rung must be ask");
            return;
        }
        foreach (var rung in ladder.Where(rung => !Enum.IsDefined(rung)).Distinct())
            errors.Add($"ladder: {rung} is not a rung");
        if (ladder[^1] != LadderRung.Ask || ladder.Take(ladder.Count - 1).Contains(LadderRung.Ask))
            errors.Add("ladder: ask must be its last rung, and only that");
        if (policy.AllowDowntime)
            return;
        if (ladder.Contains(LadderRung.ForceComplete))
            errors.Add("ladder: force_complete pauses the guest and needs allow_downtime: true");
        if (ladder.Contains(LadderRung.ColdMigrate))
            errors.Add("ladder: cold_migrate stops the guest and needs allow_downtime: true");
    }
}
