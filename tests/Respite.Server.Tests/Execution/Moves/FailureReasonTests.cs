using Respite.Server.Execution.Moves;

namespace Respite.Server.Tests.Execution.Moves;

public sealed class FailureReasonTests
{
    [Theory]
    [InlineData("No valid host was found. There are not enough hosts available.", "no valid host")]
    [InlineData("Migration pre-check error: CPU doesn't have compatibility", "pre-check")]
    [InlineData("Unacceptable CPU info: CPU doesn't have compatibility.", "CPU of compute-02")]
    [InlineData("Anti-affinity instance group policy was violated", "server group forbids compute-02")]
    [InlineData("Timed out waiting for a reply to message ID 1", "did not answer in time")]
    public void What_Nova_says_is_put_into_words(string detail, string words) =>
        FailureReason.Explain(Some.Migration("error"), "compute-02", [detail]).Sentence.ShouldContain(words);

    [Fact]
    public void An_unknown_reason_is_passed_on_in_one_line() =>
        FailureReason.Explain(Some.Migration("error"), "compute-02", ["libvirt\nis sad"]).Sentence.ShouldEndWith("libvirt is sad");

    [Fact]
    public void Without_a_reason_the_migration_s_end_is_told()
    {
        FailureReason.Explain(Some.Migration("failed"), "compute-02", []).Sentence.ShouldContain("unharmed");
        FailureReason.Explain(Some.Migration("failed"), "compute-02", [], hasEncryptedVolumes: true).Sentence.ShouldContain("key");
        FailureReason.Explain(Some.Migration("cancelled"), "compute-02", []).Sentence.ShouldContain("aborted");
        FailureReason.Explain(Some.Migration("error"), null, []).Sentence.ShouldContain("compute-02");
    }
}
