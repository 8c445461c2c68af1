using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>How Nova answered one call.</summary>
internal abstract record CallAnswer
{
    /// <summary>202 or 204: it was accepted, which proves nothing yet.</summary>
    public sealed record Accepted(string? RequestId) : CallAnswer;

    /// <summary>Not sent, or refused as a conflict: the instance is not what it was a moment ago. Look again.</summary>
    public sealed record NotNow(string Why) : CallAnswer;

    /// <summary>Refused; asking the same again is of no use.</summary>
    /// <param name="Forbidden">Not allowed at all: no destination helps.</param>
    public sealed record Refused(string Why, bool Forbidden) : CallAnswer;

    /// <summary>No answer, or the cloud's own fault: it may have happened. Only observing tells.</summary>
    public sealed record Unknown(string Why) : CallAnswer;
}

/// <summary>What an answer makes of a move. Pure.</summary>
internal static class CallAnswers
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public static Move Apply(Move move, CallAnswer answer, DrainPolicy policy, DateTimeOffset now) => move.State switch
    {
        MoveState.Submitting => Started(move, answer, policy, now),
        MoveState.Confirming or MoveState.Running when answer is CallAnswer.NotNow or CallAnswer.Refused or CallAnswer.Unknown => move with { Reason = Words(answer) },
        _ => move,
    };

    private static Move Started(Move move, CallAnswer answer, DrainPolicy policy, DateTimeOffset now) => answer switch
    {
        CallAnswer.Accepted(var request) => move.To(MoveState.Running, "accepted by Nova") with { RequestId = request },
        CallAnswer.NotNow(var why) => move.To(MoveState.Waiting, why) with { Attempt = move.Attempt - 1, NotBefore = now + LookAgain },
        CallAnswer.Refused(var why, Forbidden: true) => MoveDecider.GiveUp(move, $"needs a person: {why}"),
        CallAnswer.Refused(var why, _) => RunningMove.Retry(
            move, new AttemptFailure(why, true, true), new MoveSight(null, [], null, policy, true, false, now)),
        _ => move with { Reason = Words(answer) },
    };

    private static string Words(CallAnswer answer) => answer switch
    {
        CallAnswer.NotNow(var why) => why,
        CallAnswer.Refused(var why, _) => why,
        CallAnswer.Unknown(var why) => $"no answer from Nova ({why}); looking whether it happened",
        _ => "",
    };
}
