using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Auth;
using Respite.Simulator;

namespace Respite.Server.Tests.Api;

/// <summary>Signing in as a browser does: the token stays in a cookie, and a change needs more than that cookie.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await ServedCloud.StartAsync(_ => { }, keystone: new RoleMap());

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task A_user_with_a_project_is_signed_in_by_a_cookie_that_no_script_reads()
    {
        using var browser = Browser();
        var answer = await SignInAsync(browser, Password(served.Cloud.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldContain("path=/v1", Case.Insensitive);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("gAAAAA");
        var who = await browser.GetFromJsonAsync<JsonElement>("/v1/session");
        (who.GetProperty("user_name").GetString(), who.GetProperty("access").GetString()).ShouldBe(("admin", "admin"));
    }

    [Fact]
    public async Task The_systems_scope_and_an_application_credential_sign_in_too()
    {
        using var system = Browser();
        var password = Password(served.Cloud.Password);
        password.Remove("project_name");
        (await SignInAsync(system, password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await system.GetFromJsonAsync<JsonElement>("/v1/session")).GetProperty("project_id").ValueKind.ShouldBe(JsonValueKind.Null);

        using var credential = Browser();
        var body = new JsonObject { ["application_credential_id"] = served.Cloud.ApplicationCredentialId, ["application_credential_secret"] = served.Cloud.Password };
        (await SignInAsync(credential, body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await credential.GetAsync("/v1/hosts")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_a_cookie_and_is_not_in_the_log()
    {
        using var browser = Browser();
        var answer = await SignInAsync(browser, Password("hunter2-hunter2"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        served.Log().ShouldNotContain("hunter2");
        (await browser.GetAsync("/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_change_with_the_cookie_alone_is_refused()
    {
        using var browser = Browser();
        await SignInAsync(browser, Password(served.Cloud.Password));
        using var forged = await browser.PostAsJsonAsync("/v1/maintenances", new { host = ServedCloud.Host });
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await served.GetAsync("/v1/maintenances")).GetProperty("maintenances").GetArrayLength().ShouldBe(0);

        browser.DefaultRequestHeaders.Add("X-Respite-Console", "1");
        using var meant = await browser.PostAsJsonAsync("/v1/maintenances", new { host = ServedCloud.Host });
        meant.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Signing_out_ends_the_token_in_Keystone()
    {
        var token = served.Cloud.IssueToken("operator", null, ["manager"]);
        using var browser = Browser();
        browser.DefaultRequestHeaders.Add("X-Respite-Console", "1");
        (await SignInAsync(browser, new JsonObject { ["token"] = token })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.DeleteAsync("/v1/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.GetAsync("/v1/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await served.SendAsync(HttpMethod.Get, "/v1/session", null, ("X-Auth-Token", token))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_server_without_Keystone_says_so()
    {
        await using var local = await ServedCloud.StartAsync(_ => { });
        (await local.AskAsync(HttpMethod.Post, "/v1/session", Password(local.Cloud.Password))).Status.ShouldBe(409);
        (await local.AskAsync(HttpMethod.Post, "/v1/session", new JsonObject { ["token"] = local.LocalToken })).Status.ShouldBe(200);
        (await local.AskAsync(HttpMethod.Post, "/v1/session", new JsonObject { ["token"] = local.LocalToken, ["user_name"] = "admin" })).Status.ShouldBe(400);
    }

    private static JsonObject Password(string password) => new() { ["user_name"] = SimulatedCloud.UserName, ["password"] = password, ["project_name"] = SimulatedCloud.ProjectName };

    private HttpClient Browser() => new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = served.Url };

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, JsonObject body) => browser.PostAsJsonAsync("/v1/session", body);
}
