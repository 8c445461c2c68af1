namespace Respite.Cli.Hosting;

/// <summary>Where a cloud's state lives when no server is named: <c>$XDG_STATE_HOME/respite/CLOUD</c>.</summary>
public static class StateDirectory
{
    /// <param name="cloud">The name in clouds.yaml; null when the cloud comes from OS_* variables alone.</param>
    public static string For(string? cloud, Func<string, string?> environment)
    {
        var name = string.IsNullOrEmpty(cloud) ? "envvars" : cloud;
        if (name is "." or ".." || name.IndexOfAny(['/', '\\', '\0']) >= 0)
            throw new CliException($"'{name}' cannot be a cloud's name.", ExitCode.Usage);
        return Path.Combine(Root(environment), "respite", name);
    }

    private static string Root(Func<string, string?> environment)
    {
        // The XDG specification: a relative path there is to be ignored.
        if (environment("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)) return state;
        if (environment("HOME") is { Length: > 0 } home) return Path.Combine(home, ".local", "state");
        throw new CliException("neither XDG_STATE_HOME nor HOME is set, so there is no place for Respite's state.");
    }
}
