namespace Respite.OpenStack.Session;

/// <summary>A cloud described by OS_* variables, under the names that clouds.yaml uses.</summary>
internal static class CloudVariables
{
    private static readonly string[] AuthKeys =
    [
        "auth_url", "username", "user_id", "password", "token", "project_name", "project_id", "user_domain_name", "user_domain_id",
        "project_domain_name", "project_domain_id", "system_scope", "application_credential_id", "application_credential_name", "application_credential_secret",
    ];

    private static readonly string[] CloudKeys = ["auth_type", "region_name", "interface", "cacert", "verify"];

    /// <summary>Keys under <c>auth</c> as <c>auth.KEY</c>, the others as they are.</summary>
    public static Dictionary<string, string> Read(IReadOnlyDictionary<string, string> environment)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in AuthKeys)
            Take(key, "auth." + key);
        foreach (var key in CloudKeys)
            Take(key, key);
        if (!values.ContainsKey("auth.auth_url"))
        {
            throw new CloudConfigException(
                "No cloud is named: give --os-cloud NAME, set OS_CLOUD to a cloud of clouds.yaml, or set OS_AUTH_URL and the other OS_* variables (an openrc file does).");
        }
        return values;

        void Take(string key, string name)
        {
            if (environment.TryGetValue("OS_" + key.ToUpperInvariant(), out var value) && value.Length > 0)
                values[name] = value;
        }
    }
}
