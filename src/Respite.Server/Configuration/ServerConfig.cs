using System.Globalization;
using System.Net;
using Respite.Server.Auth;
using Respite.Server.Notifications;
using Respite.Server.Supervision;
using Respite.Server.Telemetry;

namespace Respite.Server.Configuration;

/// <summary>Reads the server's configuration, docs/configuration.md.</summary>
public static class ServerConfig
{
    /// <summary>Read where no other file is named and it is there.</summary>
    public const string DefaultPath = "/etc/respite/respite.yaml";

    public static readonly Uri DefaultListen = new("http://127.0.0.1:8780");

    private const int ShortestToken = 16;
    private const int DefaultPlanDays = 30;
    private const int MostPlanDays = 3650;

    /// <param name="path">Null: <see cref="DefaultPath"/> if it is there, else variables alone.</param>
    /// <param name="stateDirectory">Where the state is kept unless the configuration says otherwise, by the cloud's name.</param>
    /// <exception cref="ConfigException">Something is wrong: all of it, by key.</exception>
    public static ServerOptions Read(string? path, IEnumerable<KeyValuePair<string, string>> environment, Func<string?, string> stateDirectory)
    {
        var values = new ConfigValues(path ?? (File.Exists(DefaultPath) ? DefaultPath : null), environment);
        var cloud = values.Text("cloud");
        var listen = Listen(values);
        var tls = Tls(values);
        if (listen.Scheme == "https" && tls is null)
            values.Wrong("listen", "https needs tls.certificate and tls.key");
        if (listen.Scheme == "http" && !IsLoopback(listen))
            values.Wrong("listen", $"{listen.Authority} is not loopback and has no TLS: tokens would travel in clear. Say https and give tls.certificate and tls.key, or listen on 127.0.0.1 behind a TLS proxy");
        var role = values.Word("role", ServerRole.All);
        var database = values.Text("database");
        if (role != ServerRole.All && database is null)
            values.Wrong("role", $"{role.ToString().ToLowerInvariant()} shares its state with other replicas, so it needs a database");
        var webhookKey = values.Text("webhooks.key");
        if (webhookKey is not null)
            values.MustExist("webhooks.key", webhookKey);
        var metricsToken = values.Text("metrics.token");
        if (metricsToken is { Length: < ShortestToken })
            values.Wrong("metrics.token", $"must have at least {ShortestToken} characters; `openssl rand -hex 16` makes one");
        var options = new ServerOptions
        {
            StateDirectory = values.Text("state_directory") ?? stateDirectory(cloud),
            CloudName = cloud,
            ListenUrl = listen,
            Tls = tls,
            Database = database,
            Role = role,
            Keystone = Roles(values),
            WebhookKeyFile = webhookKey,
            MetricsToken = metricsToken,
            Notifications = Notifications(values),
            OtlpEndpoint = Collector(values, environment),
            PlansKept = TimeSpan.FromDays(PlanDays(values)),
            Log = values.Word("log.format", LogFormat.Text),
            Supervisor = SupervisorOptions.Of(environment.DistinctBy(pair => pair.Key).ToDictionary(), Environment.ProcessId),
        };
        values.Finish();
        return options;
    }

    private static int PlanDays(ConfigValues values)
    {
        if (values.Text("plans.keep_days") is not { } text)
            return DefaultPlanDays;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostPlanDays)
            return days;
        values.Wrong("plans.keep_days", $"must be a number of days from 1 to {MostPlanDays}, is {text}");
        return DefaultPlanDays;
    }

    private static TlsFiles? Tls(ConfigValues values)
    {
        var (certificate, key) = (values.Text("tls.certificate"), values.Text("tls.key"));
        if (certificate is null != key is null)
            values.Wrong("tls", "tls.certificate and tls.key go together");
        if (certificate is null || key is null)
            return null;
        values.MustExist("tls.certificate", certificate);
        values.MustExist("tls.key", key);
        return new TlsFiles(certificate, key);
    }

    /// <summary>OpenTelemetry's own variable counts where the configuration says nothing.</summary>
    private static Uri? Collector(ConfigValues values, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var text = values.Text("telemetry.otlp_endpoint") ?? environment.FirstOrDefault(pair => pair.Key == "OTEL_EXPORTER_OTLP_ENDPOINT").Value;
        if (string.IsNullOrEmpty(text))
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "" })
            return url;
        values.Wrong("telemetry.otlp_endpoint", "must be the address of a collector that takes OTLP over HTTP, like http://127.0.0.1:4318 (credentials go into OTEL_EXPORTER_OTLP_HEADERS)");
        return null;
    }

    /// <summary>No error repeats a URL: it holds a password.</summary>
    private static NotificationOptions? Notifications(ConfigValues values)
    {
        var (listed, exchange, topic) = (values.List("notifications.url"), values.Text("notifications.exchange"), values.Text("notifications.topic"));
        var urls = (listed ?? []).Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" ? url : null).OfType<Uri>().ToList();
        if (urls.Count < (listed?.Count ?? 0))
            values.Wrong("notifications.url", "must be one address a broker, like amqps://respite:PASSWORD@rabbit:5671/ (what is special in a password is written as %40 and so on)");
        return urls.Count == 0 ? null : new NotificationOptions(urls, exchange ?? "nova", topic ?? "versioned_notifications");
    }

    private static RoleMap Roles(ConfigValues values)
    {
        var map = new RoleMap();
        return new RoleMap
        {
            Admin = values.List("auth.admin") ?? map.Admin,
            Operator = values.List("auth.operator") ?? map.Operator,
            Reader = values.List("auth.reader") ?? map.Reader,
            AnyScope = values.List("auth.any_scope") ?? map.AnyScope,
        };
    }

    /// <summary>Tokens travel in every request, so only loopback may do without TLS.</summary>
    private static bool IsLoopback(Uri url) => url.IsLoopback || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));

    private static Uri Listen(ConfigValues values)
    {
        if (values.Text("listen") is not { } text)
            return DefaultListen;
        if (Address(text) is { } url)
            return url;
        values.Wrong("listen", $"'{text}' is not an address; one looks like https://0.0.0.0:8780");
        return DefaultListen;
    }

    /// <returns>Null: it is none.</returns>
    private static Uri? Address(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", PathAndQuery: "/" } ? url : null;
}
