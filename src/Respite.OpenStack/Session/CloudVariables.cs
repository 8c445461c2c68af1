namespace Respite.OpenStack.Session;

/// <summary>A cloud described by OS_* variables, under the names that clouds.yaml uses.</summary>
internal static class CloudVariables
{
    private static readonly string[] AuthKeys =
    [
        "auth_url", "username", "user_id", "password", "token", "project_name", "project_id", "user_domain_name", "user_domain_id",
        "project_domain_name", "project_domain_id", "system_scope", "application_credential_id", "application_credential_name", "application_credential_secret",
    ];

    private static readonly string[] CloudKeys = ["auth_type", "region_name", "interface", "cacert", "verify", "insecure", "api_timeout"];

    /// <summary>Keys under <c>auth</c> as <c>auth.KEY</c>, the others as they are.</summary>
    public static Dictionary<string, string> Read(IReadOnlyDictionary<string, string> environment)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in AuthKeys)
            Take(key, "auth." + key);
        foreach (var key in CloudKeys)
            Take(key, key);
        // What openrc files called these before.
        Take("tenant_name", "auth.project_name");
        Take("tenant_id", "auth.project_id");
        Take("endpoint_type", "interface");
        if (!values.ContainsKey("auth.auth_url"))
        {
            throw new CloudConfigException(
                "No cloud is named: give --os-cloud NAME, set OS_CLOUD to a cloud of clouds.yaml, or set OS_AUTH_URL and the other OS_* variables (an openrc file does).");
        }
        return values;

        void Take(string key, string name)
        {
            if (Variable(environment, key) is { } value)
                values.TryAdd(name, value);
        }
    }

    /// <summary>
    /// What a cloud of clouds.yaml leaves to the environment: its secret and its region. Nothing that the file says is
    /// replaced: the variables may be those of another cloud.
    /// </summary>
    public static void FillGaps(Dictionary<string, string> values, IReadOnlyDictionary<string, string> environment)
    {
        if (Variable(environment, "region_name") is { } region)
            values.TryAdd("region_name", region);
        if ((values.ContainsKey("auth.username") || values.ContainsKey("auth.user_id")) && Variable(environment, "password") is { } password)
            values.TryAdd("auth.password", password);
        if ((values.ContainsKey("auth.application_credential_id") || values.ContainsKey("auth.application_credential_name"))
            && Variable(environment, "application_credential_secret") is { } secret)
            values.TryAdd("auth.application_credential_secret", secret);
    }

    private static string? Variable(IReadOnlyDictionary<string, string> environment, string key) =>
        environment.TryGetValue("OS_" + key.ToUpperInvariant(), out var value) && value.Length > 0 ? value : null;
}
