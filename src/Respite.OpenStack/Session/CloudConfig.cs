namespace Respite.OpenStack.Session;

/// <summary>How to sign in.</summary>
public enum AuthKind
{
    Password,
    ApplicationCredential,
    Token,
}

/// <summary>A cloud to speak to, and as whom: checked, complete. Its text form holds no secret.</summary>
public sealed record CloudConfig
{
    /// <summary>Its name in clouds.yaml, or "environment".</summary>
    public required string Name { get; init; }

    /// <summary>Keystone v3, ending in <c>/v3</c>.</summary>
    public required Uri AuthUrl { get; init; }

    public required AuthKind Kind { get; init; }

    public string? UserId { get; init; }

    public string? Username { get; init; }

    public string? UserDomain { get; init; }

    public string? UserDomainId { get; init; }

    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    public string? ProjectDomain { get; init; }

    public string? ProjectDomainId { get; init; }

    /// <summary>Scoped to the system instead of a project.</summary>
    public bool SystemScope { get; init; }

    public string? ApplicationCredentialId { get; init; }

    public string? ApplicationCredentialName { get; init; }

    /// <summary>The password, application credential secret or token.</summary>
    internal string Secret { get; init; } = "";

    /// <summary>Null: the catalog's only one.</summary>
    public string? Region { get; init; }

    /// <summary>public, internal or admin.</summary>
    public string Interface { get; init; } = "public";

    /// <summary>A PEM file of certificate authorities; null: the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>False: certificates are not checked.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>How long one request may take (<c>api_timeout</c>, OS_API_TIMEOUT, in seconds); a page of a long list may take four times as long.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads the cloud from clouds.yaml, secure.yaml and the OS_* variables of this process.</summary>
    /// <param name="name">Null: OS_CLOUD, or the OS_* variables alone.</param>
    /// <exception cref="CloudConfigException">All that is missing or wrong, at once.</exception>
    public static CloudConfig Load(string? name)
    {
        var variables = Environment.GetEnvironmentVariables();
        var environment = variables.Keys.Cast<string>()
            .Where(k => k.StartsWith("OS_", StringComparison.Ordinal) || k is "HOME" or "XDG_CONFIG_HOME")
            .ToDictionary(k => k, k => (string?)variables[k] ?? "", StringComparer.Ordinal);
        return Load(name, environment, Directory.GetCurrentDirectory());
    }

    /// <inheritdoc cref="Load(string?)"/>
    public static CloudConfig Load(string? name, IReadOnlyDictionary<string, string> environment, string currentDirectory)
    {
        name ??= environment.GetValueOrDefault("OS_CLOUD");
        if (string.IsNullOrEmpty(name))
            return CloudConfigReader.Read("environment", CloudVariables.Read(environment), FullPath);
        var values = CloudFiles.Read(name, environment, currentDirectory);
        CloudVariables.FillGaps(values, environment);
        return CloudConfigReader.Read(name, values, FullPath);

        string FullPath(string path) => Path.GetFullPath(
            path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(environment.GetValueOrDefault("HOME", "/root"), path[2..]) : path, currentDirectory);
    }

    public override string ToString() => $"{Name} ({AuthUrl}, {Kind})";
}

/// <summary>The cloud's configuration is not usable; the message says all that is wrong and what to do.</summary>
public sealed class CloudConfigException(string message) : Exception(message);
