using System.Globalization;

namespace Respite.OpenStack.Session;

/// <summary>Checks a cloud's values and reports everything that is wrong at once.</summary>
internal static class CloudConfigReader
{
    public static CloudConfig Read(string name, IReadOnlyDictionary<string, string> values, Func<string, string> fullPath)
    {
        var errors = new List<string>();
        var kind = KindOf(values, errors);
        var config = new CloudConfig
        {
            Name = name,
            AuthUrl = AuthUrl(values, errors),
            Kind = kind,
            UserId = Auth("user_id"),
            Username = Auth("username"),
            UserDomain = Auth("user_domain_name") ?? Auth("domain_name"),
            UserDomainId = Auth("user_domain_id"),
            ProjectId = Auth("project_id"),
            ProjectName = Auth("project_name") ?? Auth("tenant_name"),
            ProjectDomain = Auth("project_domain_name") ?? Auth("domain_name"),
            ProjectDomainId = Auth("project_domain_id"),
            SystemScope = Auth("system_scope") is { } scope && IsAll(scope, errors),
            ApplicationCredentialId = Auth("application_credential_id"),
            ApplicationCredentialName = Auth("application_credential_name"),
            Secret = Auth(SecretKey(kind)) ?? "",
            Region = values.GetValueOrDefault("region_name"),
            Interface = Interface(values, errors),
            CaFile = values.GetValueOrDefault("cacert") is { } ca ? fullPath(ca) : null,
            Verify = Flag("verify", true, values, errors) && !Flag("insecure", false, values, errors),
            RequestTimeout = Timeout(values, errors),
        };
        Check(config, errors);
        if (errors.Count > 0)
            throw new CloudConfigException($"Cloud '{name}' is not fully described: {string.Join("; ", errors)}.");
        return config;

        string? Auth(string key) => values.GetValueOrDefault("auth." + key) is { Length: > 0 } value ? value : null;
    }

    private static string SecretKey(AuthKind kind) => kind switch
    {
        AuthKind.ApplicationCredential => "application_credential_secret",
        AuthKind.Token => "token",
        _ => "password",
    };

    private static AuthKind KindOf(IReadOnlyDictionary<string, string> values, List<string> errors)
    {
        switch (values.GetValueOrDefault("auth_type"))
        {
            case "password" or "v3password":
                return AuthKind.Password;
            case "v3applicationcredential":
                return AuthKind.ApplicationCredential;
            case "token" or "v3token":
                return AuthKind.Token;
            case null or "":
                return values.Keys.Any(k => k.StartsWith("auth.application_credential_", StringComparison.Ordinal)) && !values.ContainsKey("auth.password") ? AuthKind.ApplicationCredential
                    : values.ContainsKey("auth.token") && !values.ContainsKey("auth.password") ? AuthKind.Token
                    : AuthKind.Password;
            case var other:
                errors.Add($"auth_type '{other}' is not supported (password, v3applicationcredential, token)");
                return AuthKind.Password;
        }
    }

    private static Uri AuthUrl(IReadOnlyDictionary<string, string> values, List<string> errors)
    {
        var text = values.GetValueOrDefault("auth.auth_url") ?? "";
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            // Not repeated where it may hold a password.
            errors.Add(text.Length == 0 ? "auth_url is missing" : text.Contains('@') ? "auth_url is no http(s) address" : $"auth_url '{text}' is no http(s) address");
            return new Uri("http://localhost/v3");
        }
        if (url.UserInfo.Length > 0)
            errors.Add("auth_url holds a user or password: name them as username and password instead");
        return url.AbsolutePath.EndsWith("/v3", StringComparison.Ordinal) ? url : new Uri(url.ToString().TrimEnd('/') + "/v3");
    }

    private static bool IsAll(string scope, List<string> errors)
    {
        if (scope != "all")
            errors.Add($"system_scope '{scope}' is not supported: the only one is all");
        return true;
    }

    private static bool Flag(string key, bool otherwise, IReadOnlyDictionary<string, string> values, List<string> errors)
    {
        switch (values.GetValueOrDefault(key)?.ToLowerInvariant())
        {
            case null:
                return otherwise;
            case "true" or "yes" or "on" or "1":
                return true;
            case "false" or "no" or "off" or "0":
                return false;
            default:
                errors.Add($"{key} '{values[key]}' is neither true nor false");
                return otherwise;
        }
    }

    private static TimeSpan Timeout(IReadOnlyDictionary<string, string> values, List<string> errors)
    {
        if (values.GetValueOrDefault("api_timeout") is not { } text)
            return TimeSpan.FromSeconds(60);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600)
            return TimeSpan.FromSeconds(seconds);
        errors.Add($"api_timeout '{text}' is no number of seconds from 1 to 3600");
        return TimeSpan.FromSeconds(60);
    }

    private static string Interface(IReadOnlyDictionary<string, string> values, List<string> errors)
    {
        var text = (values.GetValueOrDefault("interface") ?? values.GetValueOrDefault("endpoint_type") ?? "public").Replace("URL", "", StringComparison.Ordinal);
        if (text is not ("public" or "internal" or "admin"))
            errors.Add($"interface '{text}' is not public, internal or admin");
        return text;
    }

    private static void Check(CloudConfig c, List<string> errors)
    {
        if (c.Secret.Length == 0)
            errors.Add($"{SecretKey(c.Kind)} is missing");
        if (c.Kind == AuthKind.Password && c.UserId is null && c.Username is null)
            errors.Add("username (or user_id) is missing");
        if (c.Kind == AuthKind.Password && c.UserId is null && c.UserDomain is null && c.UserDomainId is null)
            errors.Add("user_domain_name (or user_domain_id) is missing");
        if (c.Kind == AuthKind.ApplicationCredential && c.ApplicationCredentialId is null && (c.ApplicationCredentialName is null || (c.UserId is null && c.Username is null)))
            errors.Add("application_credential_id (or application_credential_name with the user) is missing");
        if (c.Kind != AuthKind.ApplicationCredential && !c.SystemScope && c.ProjectId is null && c.ProjectName is null)
            errors.Add("project_name (or project_id, or system_scope: all) is missing");
        if (c.ProjectName is not null && c.ProjectId is null && c.ProjectDomain is null && c.ProjectDomainId is null && c.Kind != AuthKind.ApplicationCredential)
            errors.Add("project_domain_name (or project_domain_id) is missing");
        if (c.CaFile is { } ca && !File.Exists(ca))
            errors.Add($"cacert '{ca}' does not exist");
    }
}
