using Respite.Server.Store;

namespace Respite.Server.Tests.Store;

public abstract partial class StoreTests
{
    private static readonly KeyedRequest Request = new("user-1", "key-1", "hash-1");

    [Fact]
    public async Task A_keyed_request_is_begun_once_and_answered_again_as_it_was()
    {
        var keys = new IdempotencyStore(Database);
        (await keys.BeginAsync(Request, Now)).ResourceId.ShouldNotBeNull();
        (await keys.BeginAsync(Request, Now)).ShouldBe(new KeyedBeginning(), "the first is under way");
        await keys.AnswerAsync(Request, new KeptAnswer(201, "/v1/maintenances/1", "{}"));
        (await keys.BeginAsync(Request, Now)).ShouldBe(new KeyedBeginning(Answer: new KeptAnswer(201, "/v1/maintenances/1", "{}")));
        (await keys.BeginAsync(Request with { Hash = "hash-2" }, Now)).IsAnother.ShouldBeTrue();
        (await keys.BeginAsync(Request with { Caller = "user-2", Hash = "hash-2" }, Now)).ResourceId.ShouldNotBeNull("keys are each caller's own");
    }

    [Fact]
    public async Task Of_many_at_once_one_begins()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new IdempotencyStore(Database).BeginAsync(Request, Now))));
        begun.Count(b => b.ResourceId is not null).ShouldBe(1);
        begun.Count(b => b == new KeyedBeginning()).ShouldBe(15);
    }

    [Fact]
    public async Task What_was_begun_and_let_go_is_begun_again_to_make_the_same_thing()
    {
        var keys = new IdempotencyStore(Database);
        var id = (await keys.BeginAsync(Request, Now)).ResourceId;
        await keys.ReleaseAsync(Request);
        (await keys.BeginAsync(Request, Now)).ResourceId.ShouldBe(id);
        await keys.ForgetAsync(Request);
        (await keys.BeginAsync(Request with { Hash = "mended" }, Now)).ResourceId.ShouldNotBeNull("a refusal is not kept");
    }
}
