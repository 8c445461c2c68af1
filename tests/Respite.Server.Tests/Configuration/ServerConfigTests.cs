using Respite.Server.Configuration;

namespace Respite.Server.Tests.Configuration;

public sealed class ServerConfigTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("respite-config-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_word_it_is_loopback_sqlite_and_everything()
    {
        var options = Read("");
        (options.ListenUrl, options.Database, options.Role, options.Tls).ShouldBe((ServerConfig.DefaultListen, null, ServerRole.All, null));
        (options.StateDirectory, options.PlansKept).ShouldBe(("/state/of/none", TimeSpan.FromDays(30)));
    }

    [Fact]
    public void A_file_is_read_and_a_variable_wins_over_it()
    {
        File.WriteAllText(Path.Combine(folder, "tls.crt"), "");
        File.WriteAllText(Path.Combine(folder, "tls.key"), "");
        var options = Read(
            $"""
            cloud: production
            listen: https://0.0.0.0:9000
            tls:
              certificate: {folder}/tls.crt
              key: {folder}/tls.key
            database: Host=db
            role: worker
            """,
            ("RESPITE__ROLE", "api"), ("RESPITE__DATABASE", "Host=other"), ("RESPITE_TOKEN", "not ours to read"));
        options.ListenUrl.ShouldBe(new Uri("https://0.0.0.0:9000"));
        options.Tls.ShouldBe(new TlsFiles($"{folder}/tls.crt", $"{folder}/tls.key"));
        (options.CloudName, options.Role, options.Database, options.StateDirectory).ShouldBe(("production", ServerRole.Api, "Host=other", "/state/of/production"));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("a week", null)]
    public void Plans_are_kept_for_as_many_days_as_it_says(string said, int? days)
    {
        if (days is { } kept)
            Read($"plans: {{keep_days: {said}}}").PlansKept.ShouldBe(TimeSpan.FromDays(kept));
        else
            Should.Throw<ConfigException>(() => Read($"plans: {{keep_days: {said}}}")).Errors.ShouldBe([$"plans.keep_days: must be a number of days from 1 to 3650, is {said}"]);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_by_its_key()
    {
        var errors = Should.Throw<ConfigException>(() => Read(
            """
            listen: http://10.0.0.1:8780
            role: boss
            colour: blue
            tls:
              certificate: /nowhere/tls.crt
            """,
            ("RESPITE__DATABASES", "x"))).Errors;
        errors.Count.ShouldBe(5, string.Join('\n', errors));
        errors.ShouldContain(error => error.StartsWith("listen: 10.0.0.1:8780 is not loopback", StringComparison.Ordinal));
        errors.ShouldContain("role: must be one of all, api, worker, is boss");
        errors.ShouldContain(error => error.StartsWith("colour: no such key; the keys are", StringComparison.Ordinal));
        errors.ShouldContain(error => error.StartsWith("databases: no such key", StringComparison.Ordinal));
        errors.ShouldContain("tls: tls.certificate and tls.key go together");
    }

    [Theory]
    [InlineData("role: worker", "needs a database")]
    [InlineData("listen: https://127.0.0.1:1", "https needs tls.certificate and tls.key")]
    [InlineData("listen: ftp://db", "listen: 'ftp://db' is not an address")]
    [InlineData("- a\n- b", "must hold keys and values")]
    [InlineData("a: [", "not valid YAML (line")]
    [InlineData("cloud: {}\nlisten: [a, b]", "listen: must be one text")]
    public void What_cannot_be_used_says_why(string text, string why) => Should.Throw<ConfigException>(() => Read(text)).Message.ShouldContain(why);

    [Fact]
    public void What_is_secret_is_in_no_error_and_no_text()
    {
        var options = Read("", ("RESPITE__NOTIFICATIONS__URL", "amqps://nova:hunter2@cell-1/, amqp://nova:hunter2@cell-2/"), ("RESPITE__METRICS__TOKEN", "hunter2hunter2hunter2"), ("RESPITE__DATABASE", "Password=hunter2"));
        options.Notifications!.Urls.Select(url => url.Host).ShouldBe(["cell-1", "cell-2"]);
        (options.Notifications.Exchange, options.Notifications.Topic).ShouldBe(("nova", "versioned_notifications"));
        $"{options} {options.Notifications}".ShouldNotContain("hunter2");
        var wrong = Should.Throw<ConfigException>(() => Read("", ("RESPITE__NOTIFICATIONS__URL", "http://nova:hunter2@cell-1/"), ("RESPITE__METRICS__TOKEN", "hunter2")));
        wrong.Errors.Count.ShouldBe(2);
        wrong.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<ConfigException>(() => ServerConfig.Read("/nowhere/respite.yaml", [], _ => "")).Message.ShouldContain("/nowhere/respite.yaml");

    private ServerOptions Read(string text, params (string Name, string Value)[] environment)
    {
        var path = Path.Combine(folder, "respite.yaml");
        File.WriteAllText(path, text);
        return ServerConfig.Read(path, environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), cloud => $"/state/of/{cloud ?? "none"}");
    }
}
