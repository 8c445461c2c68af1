using System.Globalization;
using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>How long an instance's move takes: its metadata's word, else by its memory.</summary>
internal static class Durations
{
    public static TimeSpan Live(World world, Instance instance) =>
        Said(instance, "lab_lm_seconds") ?? world.Timings.LiveBase + (world.Timings.LivePerGiB * (instance.Flavor.Ram / 1024.0));

    public static TimeSpan Cold(World world, Instance instance) => Said(instance, "lab_cm_seconds") ?? world.Timings.Cold;

    /// <summary>How long the source stays busy after the instance has arrived.</summary>
    public static TimeSpan Settling(World world, Instance instance) => Said(instance, "lab_settle_seconds") ?? world.Timings.Post;

    private static TimeSpan? Said(Instance instance, string key) =>
        instance.Meta.TryGetValue(key, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Max(0, seconds))
            : null;
}
