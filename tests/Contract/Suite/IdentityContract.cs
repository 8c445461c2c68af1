using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class IdentityContract(CloudUnderTest cloud) : Contract(cloud)
{
    private readonly CloudUnderTest _cloud = cloud;

    [Fact]
    public async Task A_token_names_its_user_project_roles_and_catalog()
    {
        var answer = await Api.LogInAsync(_cloud.Password);
        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Keys.ShouldContain("X-Subject-Token", StringComparer.OrdinalIgnoreCase);
        var token = answer.Body!["token"]!;
        token["user"].Text("name").ShouldBe("admin");
        token["project"].Text("name").ShouldBe("admin");
        token["roles"]!.AsArray().Select(r => r.Text("name")).ShouldContain("admin");
        token["catalog"]!.AsArray().Select(s => s.Text("type")).ShouldBeSubsetOf(["identity", "compute", "placement", "network", "block-storage", "image", "infra-optim"]);
        token["catalog"]![0]!["endpoints"]![0].Keys().Order().ShouldBe(["id", "interface", "region", "region_id", "url"]);
        DateTimeOffset.Parse(token.Text("expires_at")!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(DateTimeOffset.Parse(token.Text("issued_at")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_wrong_password_is_401_in_keystones_shape()
    {
        var answer = await Api.LogInAsync("wrong");
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Body!["error"].Keys().Order().ShouldBe(["code", "message", "title"]);
        answer.Message.ShouldBe("The request you have made requires authentication.");
    }

    [Fact]
    public async Task A_token_is_validated_by_another_and_an_unknown_one_is_404()
    {
        using var member = new Api(_cloud, "demo");
        var subject = await member.TokenAsync();
        (await ValidateAsync(subject)).Body!["token"]!["user"].Text("name").ShouldBe("demo");
        (await ValidateAsync("gAAAAAunknown")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("compute", "/servers")]
    [InlineData("placement", "/resource_providers")]
    [InlineData("network", "/v2.0/agents")]
    public async Task A_bad_token_is_401_in_keystones_shape_everywhere(string service, string path)
    {
        Api.TokenOverride = "gAAAAAbad";
        var answer = await Api.CallAsync(HttpMethod.Get, service, path);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Body!["error"].Text("title").ShouldBe("Unauthorized");
        answer.Message.ShouldBe("The request you have made requires authentication.");
    }

    [Fact]
    public async Task A_microversion_beyond_the_maximum_is_406_with_the_range()
    {
        var answer = await Api.CallAsync(HttpMethod.Get, "compute", "/servers", version: "2.999");
        answer.Status.ShouldBe(HttpStatusCode.NotAcceptable);
        answer.Body!["computeFault"].ShouldNotBeNull();
        answer.Message.ShouldBe("Version 2.999 is not supported by the API. Minimum is 2.1 and maximum is 2.93.");
        (await Api.CallAsync(HttpMethod.Get, "placement", "/resource_providers", version: "1.99")).Status.ShouldBe(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task A_service_says_its_range_of_microversions()
    {
        var compute = (await Api.GetAsync("compute", "/"))["version"]!;
        compute.Text("version").ShouldBe("2.93");
        compute.Text("min_version").ShouldBe("2.1");
        var placement = (await Api.GetAsync("placement", "/"))["versions"]![0]!;
        placement.Text("max_version").ShouldBe("1.39");
        (await Api.CallAsync(HttpMethod.Get, "compute", "/servers", version: "latest")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/os-services", "os_compute_api:os-services:list")]
    [InlineData("/os-migrations", "os_compute_api:os-migrations:index")]
    [InlineData("/os-hypervisors/detail", "os_compute_api:os-hypervisors:list-detail")]
    [InlineData("/os-aggregates", "os_compute_api:os-aggregates:index")]
    [InlineData("/servers/detail?all_tenants=1", "os_compute_api:servers:detail:get_all_tenants")]
    public async Task A_member_is_403_with_the_policy(string path, string policy)
    {
        using var member = new Api(_cloud, "demo");
        var answer = await member.CallAsync(HttpMethod.Get, "compute", path);
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Body!["forbidden"].ShouldNotBeNull();
        answer.Message.ShouldBe($"Policy doesn't allow {policy} to be performed.");
    }

    [Fact]
    public async Task A_members_host_filter_is_dropped_silently()
    {
        using var member = new Api(_cloud, "demo");
        var answer = await member.CallAsync(HttpMethod.Get, "compute", "/servers/detail?host=compute-01");
        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("compute", "/servers/00000000-0000-0000-0000-000000000001/action")]
    public async Task A_body_without_a_length_is_400(string service, string path)
    {
        using var chunked = new ChunkedContent("""{"os-stop":null}""");
        var answer = await Api.CallAsync(HttpMethod.Post, service, path, raw: chunked);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Message.ShouldBe("Malformed request body");
    }

    private async Task<Answer> ValidateAsync(string subject)
    {
        using var http = new HttpClient(_cloud.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_cloud.AuthUrl.AbsoluteUri}/auth/tokens");
        request.Headers.Add("X-Auth-Token", await Api.TokenAsync());
        request.Headers.Add("X-Subject-Token", subject);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, JsonNode.Parse(text), text, new Dictionary<string, string>());
    }

    private sealed class ChunkedContent : HttpContent
    {
        private readonly byte[] _bytes;

        public ChunkedContent(string text)
        {
            _bytes = Encoding.UTF8.GetBytes(text);
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
