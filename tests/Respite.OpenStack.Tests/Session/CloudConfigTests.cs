using Respite.OpenStack.Session;

namespace Respite.OpenStack.Tests.Session;

public sealed class CloudConfigTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory().FullName;
    private readonly string here = Directory.CreateTempSubdirectory().FullName;
    private readonly Dictionary<string, string> environment;

    public CloudConfigTests() => environment = new() { ["HOME"] = home };

    [Fact]
    public void A_cloud_is_read_with_what_it_merges_in_and_its_own_keys_win()
    {
        Write(here, "clouds.yaml", """
            common: &common
              region_name: RegionOne
              interface: internal
            clouds:
              base: &base
                <<: *common
                auth: &auth {auth_url: "https://keystone.example/identity", username: admin, password: s3cr3t-a, project_name: admin, user_domain_name: Default, project_domain_id: default}
              north:
                <<: [*base, *common]
                region_name: RegionTwo
                verify: False
                api_timeout: 12.5
                auth:
                  <<: *auth
                  username: drainer
            """);
        var c = Load("north");
        (c.Name, c.Username, c.Region, c.Interface, c.Verify, c.RequestTimeout).ShouldBe(("north", "drainer", "RegionTwo", "internal", false, TimeSpan.FromSeconds(12.5)));
        c.AuthUrl.ToString().ShouldBe("https://keystone.example/identity/v3");
        (c.UserDomain, c.ProjectDomainId, c.ProjectName, c.Kind).ShouldBe(("Default", "default", "admin", AuthKind.Password));
        (Load("base").Region, Load("base").Verify).ShouldBe(("RegionOne", true));
    }

    [Fact]
    public void The_secret_may_stand_in_secure_yaml_or_in_the_environment()
    {
        Write(here, "clouds.yaml", Clouds("a", "username: admin, project_id: p1, user_domain_id: default"));
        Write(Path.Combine(home, ".config", "openstack"), "secure.yaml", "clouds: {a: {auth: {password: s3cr3t-secure}}}");
        Load("a").Secret.ShouldBe("s3cr3t-secure");
        environment["OS_PASSWORD"] = "s3cr3t-environment";
        Load("a").Secret.ShouldBe("s3cr3t-secure");
        File.Delete(Path.Combine(home, ".config", "openstack", "secure.yaml"));
        Load("a").Secret.ShouldBe("s3cr3t-environment");
    }

    [Fact]
    public void A_file_says_more_than_variables_but_leaves_them_the_region()
    {
        Write(here, "clouds.yaml", Clouds("a", "username: admin, password: s3cr3t-file, project_id: p1, user_domain_id: default"));
        environment["OS_PASSWORD"] = "s3cr3t-other";
        environment["OS_USERNAME"] = "other";
        environment["OS_REGION_NAME"] = "RegionTwo";
        var c = Load("a");
        (c.Secret, c.Username, c.Region).ShouldBe(("s3cr3t-file", "admin", "RegionTwo"));
    }

    [Fact]
    public void The_nearest_file_is_read()
    {
        var named = Write(home, "mine.yaml", Clouds("a", Complete("named")));
        Write(here, "clouds.yaml", Clouds("a", Complete("here")));
        Write(Path.Combine(home, ".config", "openstack"), "clouds.yml", Clouds("a", Complete("home")));
        Write(Path.Combine(home, "xdg", "openstack"), "clouds.yaml", Clouds("a", Complete("xdg")));
        environment["OS_CLIENT_CONFIG_FILE"] = named;
        Load("a").Username.ShouldBe("named");
        environment.Remove("OS_CLIENT_CONFIG_FILE");
        Load("a").Username.ShouldBe("here");
        File.Delete(Path.Combine(here, "clouds.yaml"));
        Load("a").Username.ShouldBe("home");
        environment["XDG_CONFIG_HOME"] = Path.Combine(home, "xdg");
        Load("a").Username.ShouldBe("xdg");
    }

    [Fact]
    public void OS_CLOUD_names_the_cloud()
    {
        Write(here, "clouds.yaml", Clouds("a", Complete("admin")));
        environment["OS_CLOUD"] = "a";
        Load(null).Name.ShouldBe("a");
    }

    [Fact]
    public void An_unknown_cloud_is_answered_with_the_known_ones()
    {
        Write(here, "clouds.yaml", Clouds("b", Complete("x")) + "  a: {}\n");
        Refused("c").ShouldBe($"There is no cloud 'c' in {Path.Combine(here, "clouds.yaml")}: it knows a, b.");
        Write(here, "clouds.yaml", "clouds:\n");
        Refused("c").ShouldEndWith("it describes none.");
    }

    [Fact]
    public void Without_a_file_the_places_are_named() => Refused("a").ShouldContain(Path.Combine(home, ".config", "openstack", "clouds.yaml"));

    [Theory]
    [InlineData("clouds: [", "is not valid YAML (line ")]
    [InlineData("clouds: {a: &a {<<: *a, region_name: x}}", "is not valid YAML (line ")]
    [InlineData("clouds: {a: {region_name: x, region_name: y}}", "is not valid YAML (line ")]
    public void A_broken_file_is_said_with_its_line(string text, string words)
    {
        Write(here, "clouds.yaml", text);
        Refused("a").ShouldContain(words);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        Write(here, "clouds.yaml", "clouds: {a: {interface: secret, cacert: none.pem, verify: perhaps, api_timeout: soon, auth: {auth_url: 'ftp://x', project_name: ~}}}");
        var said = Refused("a");
        foreach (var wrong in new[]
        {
            "auth_url 'ftp://x' is no http(s) address", "password is missing", "username (or user_id) is missing", "user_domain_name (or user_domain_id) is missing", "interface 'secret' is not",
            "project_name (or project_id, or system_scope: all) is missing", "none.pem' does not exist", "verify 'perhaps' is neither true nor false", "api_timeout 'soon' is no number",
        })
            said.ShouldContain(wrong);
    }

    [Theory]
    [InlineData("OS_AUTH_TYPE", "v3kerberos", "auth_type 'v3kerberos' is not supported")]
    [InlineData("OS_SYSTEM_SCOPE", "half", "system_scope 'half' is not supported")]
    [InlineData("OS_PROJECT_DOMAIN_NAME", "", "project_domain_name (or project_domain_id) is missing")]
    [InlineData("OS_APPLICATION_CREDENTIAL_ID", "ac1", "application_credential_secret is missing")]
    [InlineData("OS_AUTH_URL", "http://admin:s3cr3t-url@keystone/v3", "auth_url holds a user or password")]
    [InlineData("OS_AUTH_URL", "://admin:s3cr3t-url@keystone/v3", "auth_url is no http(s) address")]
    public void A_wrong_variable_is_refused(string name, string value, string words)
    {
        Openrc();
        environment[name] = value;
        if (name == "OS_APPLICATION_CREDENTIAL_ID")
            environment.Remove("OS_PASSWORD");
        Refused(null).ShouldContain(words);
        Refused(null).ShouldNotContain("s3cr3t");
    }

    [Fact]
    public void Variables_alone_describe_a_cloud_in_old_words_too()
    {
        Openrc();
        environment.Remove("OS_PROJECT_NAME");
        environment["OS_TENANT_NAME"] = "ops";
        environment["OS_ENDPOINT_TYPE"] = "internalURL";
        environment["OS_INSECURE"] = "true";
        var c = Load(null);
        (c.Name, c.ProjectName, c.Interface, c.Verify).ShouldBe(("environment", "ops", "internal", false));
        c.ToString().ShouldBe("environment (http://keystone:5000/v3, Password)");
    }

    [Fact]
    public void With_nothing_named_it_is_said_how_to_name_a_cloud() => Refused(null).ShouldContain("OS_CLOUD");

    public void Dispose()
    {
        Directory.Delete(home, recursive: true);
        Directory.Delete(here, recursive: true);
    }

    private static string Complete(string user) => $"username: {user}, password: s3cr3t-x, project_id: p1, user_domain_id: default";

    private static string Clouds(string name, string auth) => $"clouds:\n  {name}:\n    auth: {{auth_url: 'http://keystone:5000', {auth}}}\n";

    private static string Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
        return Path.Combine(folder, name);
    }

    private void Openrc()
    {
        foreach (var (name, value) in new[]
        {
            ("AUTH_URL", "http://keystone:5000/v3/"), ("USERNAME", "admin"), ("PASSWORD", "s3cr3t-x"), ("PROJECT_NAME", "admin"), ("USER_DOMAIN_NAME", "Default"), ("PROJECT_DOMAIN_NAME", "Default"),
        })
            environment["OS_" + name] = value;
    }

    private CloudConfig Load(string? name) => CloudConfig.Load(name, environment, here);

    private string Refused(string? name) => Should.Throw<CloudConfigException>(() => Load(name)).Message;
}
