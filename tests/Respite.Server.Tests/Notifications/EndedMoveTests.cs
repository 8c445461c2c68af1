using System.Text;
using System.Text.Json;
using Respite.Server.Notifications;

namespace Respite.Server.Tests.Notifications;

public sealed class EndedMoveTests
{
    [Theory]
    [InlineData("instance.live_migration_post.end", true)]
    [InlineData("instance.live_migration_rollback.end", true)]
    [InlineData("instance.live_migration_abort.end", true)]
    [InlineData("instance.resize_finish.end", true)]
    [InlineData("instance.resize_confirm.end", true)]
    [InlineData("instance.resize.error", true)]
    [InlineData("instance.shelve_offload.end", true)]
    [InlineData("instance.delete.end", true)]
    [InlineData("instance.live_migration_post_dest.end", true)]
    [InlineData("instance.live_migration_pre.end", false)]
    [InlineData("instance.live_migration_force_complete.end", false)]
    [InlineData("instance.resize_prep.end", false)]
    [InlineData("instance.resize_prep.error", true)]
    [InlineData("instance.live_migration_post.start", false)]
    [InlineData("instance.update", false)]
    [InlineData("instance.create.end", false)]
    [InlineData("service.update", false)]
    public void The_end_of_what_moves_an_instance_tells_which(string type, bool tells)
    {
        EndedMove.Read(NovaNotification.Of(type, "i-1")).ShouldBe(tells ? "i-1" : null);
        EndedMove.Read(NovaNotification.Plain(type, "i-1")).ShouldBe(tells ? "i-1" : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"oslo.message": 7}""")]
    [InlineData("""{"oslo.message": "no JSON"}""")]
    [InlineData("""{"oslo.message": null}""")]
    [InlineData("""{"event_type": "instance.delete.end"}""")]
    [InlineData("""{"event_type": "instance.delete.end", "payload": []}""")]
    [InlineData("""{"event_type": "instance.delete.end", "payload": {"nova_object.data": {"uuid": 7}}}""")]
    [InlineData("""{"event_type": ["instance.delete.end"], "payload": {"nova_object.data": {"uuid": "i-1"}}}""")]
    public void Anything_else_tells_nothing(string body) => EndedMove.Read(Encoding.UTF8.GetBytes(body)).ShouldBeNull();
}

/// <summary>Notifications as Nova sends them.</summary>
internal static class NovaNotification
{
    public static byte[] Of(string type, string instance) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["oslo.version"] = "2.0", ["oslo.message"] = Encoding.UTF8.GetString(Plain(type, instance)) });

    public static byte[] Plain(string type, string instance) => Encoding.UTF8.GetBytes(
        $$"""
        {"message_id": "3a0f", "publisher_id": "nova-compute:compute-01", "event_type": "{{type}}", "priority": "INFO", "timestamp": "2026-11-21 12:00:00",
         "payload": {"nova_object.name": "InstanceActionPayload", "nova_object.namespace": "nova", "nova_object.version": "1.8",
                     "nova_object.data": {"uuid": "{{instance}}", "host": "compute-01", "state": "active", "fault": null} } }
        """);
}
