using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class IdentityTests
{
    [Fact]
    public async Task An_application_credential_and_a_system_scope_give_a_token()
    {
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = new VirtualClock() });
        var credential = new JsonObject { ["id"] = cloud.ApplicationCredentialId, ["secret"] = cloud.Password };
        var (status, token) = await AuthAsync(cloud, "application_credential", credential, null);
        status.ShouldBe(HttpStatusCode.Created);
        token["project"]!["name"]!.GetValue<string>().ShouldBe("admin");

        var user = new JsonObject { ["name"] = "admin", ["domain"] = new JsonObject { ["id"] = "default" }, ["password"] = cloud.Password };
        (status, token) = await AuthAsync(cloud, "password", new JsonObject { ["user"] = user }, new JsonObject { ["system"] = new JsonObject { ["all"] = true } });
        status.ShouldBe(HttpStatusCode.Created);
        token["system"]!["all"]!.GetValue<bool>().ShouldBeTrue();
        token.AsObject().ContainsKey("project").ShouldBeFalse();

        credential["secret"] = "wrong";
        (await AuthAsync(cloud, "application_credential", credential.DeepClone(), null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_clouds_yaml_names_the_port_that_listens()
    {
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = new VirtualClock() });
        var url = await cloud.StartAsync(cancel: TestContext.Current.CancellationToken);
        var path = Path.GetTempFileName();
        cloud.WriteCloudsYaml(path);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        text.ShouldContain($"auth_url: {url}");
        url.Host.ShouldBe("127.0.0.1");
    }

    private static async Task<(HttpStatusCode Status, JsonNode Token)> AuthAsync(SimulatedCloud cloud, string method, JsonNode secret, JsonNode? scope)
    {
        var auth = new JsonObject { ["identity"] = new JsonObject { ["methods"] = new JsonArray(method), [method] = secret } };
        if (scope is not null)
            auth["scope"] = scope;
        using var http = new HttpClient(cloud.CreateHandler());
        using var content = new StringContent(new JsonObject { ["auth"] = auth }.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(cloud.AuthUrl, "/identity/v3/auth/tokens"), content);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (response.StatusCode, body["token"] ?? body);
    }
}
