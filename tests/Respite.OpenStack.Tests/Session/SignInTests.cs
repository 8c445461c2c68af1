using System.Text.Json.Nodes;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class SignInTests
{
    [Fact]
    public async Task A_password_signs_in_to_a_project() => await Sends(
        """{"identity":{"methods":["password"],"password":{"user":{"name":"admin","domain":{"name":"Default"},"password":"s3cr3t-password"}}},"scope":{"project":{"name":"admin","domain":{"name":"Default"}}}}""");

    [Fact]
    public async Task Ids_win_over_names() => await Sends(
        """{"identity":{"methods":["password"],"password":{"user":{"id":"u9","password":"s3cr3t-password"}}},"scope":{"project":{"id":"p9"}}}""",
        ("OS_USER_ID", "u9"), ("OS_PROJECT_ID", "p9"));

    [Fact]
    public async Task Domains_may_be_named_by_id() => await Sends(
        """{"identity":{"methods":["password"],"password":{"user":{"name":"admin","domain":{"id":"d1"},"password":"s3cr3t-password"}}},"scope":{"project":{"name":"admin","domain":{"id":"d2"}}}}""",
        ("OS_USER_DOMAIN_ID", "d1"), ("OS_PROJECT_DOMAIN_ID", "d2"));

    [Fact]
    public async Task The_system_is_a_scope() => await Sends(
        """{"identity":{"methods":["password"],"password":{"user":{"name":"admin","domain":{"name":"Default"},"password":"s3cr3t-password"}}},"scope":{"system":{"all":true}}}""",
        ("OS_SYSTEM_SCOPE", "all"), ("OS_PROJECT_NAME", ""));

    [Fact]
    public async Task A_token_signs_in() => await Sends(
        """{"identity":{"methods":["token"],"token":{"id":"s3cr3t-given"}},"scope":{"project":{"name":"admin","domain":{"name":"Default"}}}}""",
        ("OS_AUTH_TYPE", "v3token"), ("OS_TOKEN", "s3cr3t-given"));

    [Fact]
    public async Task An_application_credential_carries_its_own_scope() => await Sends(
        """{"identity":{"methods":["application_credential"],"application_credential":{"secret":"s3cr3t-app","id":"ac1"}}}""",
        ("OS_AUTH_TYPE", "v3applicationcredential"), ("OS_APPLICATION_CREDENTIAL_ID", "ac1"), ("OS_APPLICATION_CREDENTIAL_SECRET", "s3cr3t-app"));

    [Fact]
    public async Task An_application_credential_may_be_named_with_its_user() => await Sends(
        """{"identity":{"methods":["application_credential"],"application_credential":{"secret":"s3cr3t-app","name":"drain","user":{"name":"admin","domain":{"name":"Default"}}}}}""",
        ("OS_AUTH_TYPE", "v3applicationcredential"), ("OS_APPLICATION_CREDENTIAL_NAME", "drain"), ("OS_APPLICATION_CREDENTIAL_SECRET", "s3cr3t-app"));

    [Fact]
    public async Task Refused_credentials_are_said_in_Keystones_words_and_ours()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("POST /v3/auth/tokens", """{"error":{"code":401,"message":"The password is expired and needs to be changed for user: u1.","title":"Unauthorized"}}""", 401);
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        e.Error.ShouldBe(OpenStackError.Unauthorized);
        e.Message.ShouldContain("refuses the credentials of cloud 'environment'");
        e.Message.ShouldContain("The password is expired");
        cloud.Count("POST /v3/auth/tokens").ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_auth_url_is_named()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session(("OS_AUTH_URL", cloud.Url + "/elsewhere"));
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null))).Message.ShouldContain($"is the auth_url {cloud.Url}/elsewhere/v3 right?");
    }

    [Fact]
    public async Task An_answer_without_a_token_is_nonsense()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("POST /v3/auth/tokens", context => FakeCloud.WriteAsync(context, 201, cloud.TokenBody()));
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        (e.Error, e.Message.Contains("X-Subject-Token", StringComparison.Ordinal)).ShouldBe((OpenStackError.Nonsense, true));
    }

    private static async Task Sends(string expected, params (string, string)[] variables)
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session(variables);
        await session.Compute.VersionAsync();
        var sent = JsonNode.Parse(cloud.Last("POST /v3/auth/tokens").Body)!["auth"];
        JsonNode.DeepEquals(sent, JsonNode.Parse(expected)).ShouldBeTrue(sent!.ToJsonString());
        // uwsgi drops the body of a chunked request.
        cloud.Last("POST /v3/auth/tokens").Headers.ShouldContainKey("Content-Length");
        cloud.Last("POST /v3/auth/tokens").Headers.ShouldNotContainKey("Transfer-Encoding");
    }
}
