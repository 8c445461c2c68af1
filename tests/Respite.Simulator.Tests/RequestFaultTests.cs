using System.Net;
using System.Text.RegularExpressions;
using Respite.Simulator.Building;
using Respite.Simulator.Faults;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class RequestFaultTests : IAsyncDisposable
{
    private const string List = "/compute/v2.1/os-services";
    private readonly VirtualClock _clock = new();
    private readonly SimulatedCloud _cloud;
    private readonly ApiClient _api;

    public RequestFaultTests()
    {
        _cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock });
        _api = new ApiClient(_cloud);
    }

    [Fact]
    public async Task The_nth_matching_request_fails_and_the_next_does_not()
    {
        var fault = _cloud.Faults.Fail("GET", "/os-services", 503, nth: 2);
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/compute/v2.1/os-aggregates")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.OK);
        fault.Met.ShouldBe(1);
    }

    [Fact]
    public async Task Failing_before_does_nothing_and_failing_after_has_done_it()
    {
        var (before, after) = (_cloud.Instance("api-1"), _cloud.Instance("api-2"));
        _cloud.Faults.Fail("POST", $"/servers/{before.Id}/action$", 500);
        _cloud.Faults.Fail("POST", $"/servers/{after.Id}/action$", 500, after: true);
        (await _api.LiveMigrateAsync(before.Id)).ShouldBe(HttpStatusCode.InternalServerError);
        (await _api.LiveMigrateAsync(after.Id)).ShouldBe(HttpStatusCode.InternalServerError);
        before.TaskState.ShouldBeNull();
        after.TaskState.ShouldBe("migrating");
    }

    [Fact]
    public async Task A_409_can_be_scripted_in_novas_shape()
    {
        _cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.FailBefore, Method = "POST", RequestBody = new Regex("os-migrateLive"), Status = 409, Message = "Somebody was faster." });
        var (status, body) = await _api.SendAsync(HttpMethod.Post, $"/compute/v2.1/servers/{_cloud.Instance("api-1").Id}/action", """{"os-migrateLive":{"host":null,"block_migration":"auto"}}""");
        status.ShouldBe(HttpStatusCode.Conflict);
        body!["conflictingRequest"]!["message"]!.GetValue<string>().ShouldBe("Somebody was faster.");
    }

    [Fact]
    public async Task A_broken_connection_is_one_over_a_socket_too()
    {
        await _cloud.StartAsync(cancel: TestContext.Current.CancellationToken);
        using var socket = new ApiClient(_cloud, new HttpClientHandler());
        await socket.TokenAsync();
        _cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.ResetBefore, Path = new Regex("/os-services"), Times = 2 });
        await Should.ThrowAsync<HttpRequestException>(() => socket.SendAsync(HttpMethod.Put, List));
        await Should.ThrowAsync<HttpRequestException>(() => _api.SendAsync(HttpMethod.Put, List));
    }

    [Fact]
    public async Task A_reset_after_has_done_it()
    {
        var instance = _cloud.Instance("api-1");
        _cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.ResetAfter, Path = new Regex("/action$") });
        await Should.ThrowAsync<HttpRequestException>(() => _api.LiveMigrateAsync(instance.Id));
        instance.TaskState.ShouldBe("migrating");
        _cloud.History[^1].Status.ShouldBe(0);
    }

    [Fact]
    public async Task Nonsense_is_200_and_no_json()
    {
        await _api.TokenAsync();
        _cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.Nonsense });
        await Should.ThrowAsync<System.Text.Json.JsonException>(() => _api.SendAsync(HttpMethod.Get, List));
    }

    [Fact]
    public async Task A_slow_answer_waits_on_the_clouds_clock_and_is_right()
    {
        await _api.TokenAsync();
        _cloud.Faults.Add(new RequestFault { Kind = RequestFaultKind.Slow, Delay = TimeSpan.FromSeconds(30) });
        var slow = StatusAsync(List);
        slow.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await slow).ShouldBe(HttpStatusCode.OK);
        _cloud.History[^1].Took.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_service_that_is_away_comes_back_by_itself()
    {
        await _api.TokenAsync();
        _cloud.Faults.Away("nova", TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<HttpRequestException>(() => StatusAsync(List));
        (await StatusAsync("/placement/resource_providers")).ShouldBe(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_expire_at_will_and_by_their_time()
    {
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.OK);
        _cloud.Faults.ExpireTokens();
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.Unauthorized);
        await _api.TokenAsync();
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromHours(5));
        (await StatusAsync(List)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _cloud.DisposeAsync();
    }

    private async Task<HttpStatusCode> StatusAsync(string path) => (await _api.SendAsync(HttpMethod.Get, path)).Status;
}
