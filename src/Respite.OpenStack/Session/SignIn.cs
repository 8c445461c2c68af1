using System.Net;
using Respite.OpenStack.Identity;

namespace Respite.OpenStack.Session;

/// <summary>A token in use.</summary>
internal sealed class SignedIn(string value, Token token, DateTimeOffset renewAt, DateTimeOffset endsAt)
{
    public string Value { get; } = value;

    public Token Token { get; } = token;

    /// <summary>A new one is asked for from then on, while this one is still good.</summary>
    public DateTimeOffset RenewAt { get; } = renewAt;

    public DateTimeOffset EndsAt { get; } = endsAt;

    public SignedIn RenewedLater(DateTimeOffset at) => new(Value, Token, at, EndsAt);
}

/// <summary>Holds the session's token; one sign-in at a time, its outcome shared by everybody who waits for it.</summary>
internal sealed class SignIn(CloudConfig config, Transport transport, TimeProvider clock)
{
    /// <summary>So long before its end a token is renewed; one that lives shorter, at half of its life.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>After a renewal that failed, while the old token is good.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private volatile SignedIn? current;
    private Task<SignedIn>? signingIn;

    /// <param name="rejected">The token that a service has just refused: it is replaced unless somebody has done so already.</param>
    public async Task<SignedIn> GetAsync(string? rejected, CancellationToken cancel)
    {
        if (current is { } held && held.Value != rejected)
        {
            if (clock.GetUtcNow() < held.RenewAt)
                return held;
            try
            {
                return await SharedAsync(rejected).WaitAsync(cancel);
            }
            catch (OpenStackException e) when (
                e.Error is OpenStackError.Unavailable or OpenStackError.Unreachable or OpenStackError.Timeout && clock.GetUtcNow() < held.EndsAt)
            {
                // Keystone is away; the services may still take the token that we have.
                return current = held.RenewedLater(clock.GetUtcNow() + Pause);
            }
        }
        return await SharedAsync(rejected).WaitAsync(cancel);
    }

    private Task<SignedIn> SharedAsync(string? rejected)
    {
        lock (gate)
        {
            if (current is { } renewed && renewed.Value != rejected && clock.GetUtcNow() < renewed.RenewAt)
                return Task.FromResult(renewed);
            if (signingIn is null || signingIn.IsCompleted)
                signingIn = SignInAsync();
            return signingIn;
        }
    }

    /// <summary>Not cancelled with whoever was first to need it: others wait for it too.</summary>
    private async Task<SignedIn> SignInAsync()
    {
        var request = new Request("POST /v3/auth/tokens", HttpMethod.Post, new Uri(config.AuthUrl + "/auth/tokens"), TokenRequest.Body(config)) { Secret = config.Secret };
        var answer = await transport.SendAsync(request, CancellationToken.None);
        if (answer.Status == HttpStatusCode.Unauthorized)
            throw Refused(answer);
        if (!answer.IsSuccess)
            throw ErrorBody.Explain(answer, answer.Status == HttpStatusCode.NotFound ? $"is the auth_url {config.AuthUrl} right?" : null);
        var token = Token.Read(Answer.Parse(answer)["token"]);
        var value = answer.Header("X-Subject-Token")
            ?? throw new OpenStackException(OpenStackError.Nonsense, $"{request.Call}: the answer has no X-Subject-Token; is {config.AuthUrl} really Keystone v3?");
        return current = Received(value, token);
    }

    /// <summary>Its life is counted by Keystone's clock: ours may be wrong.</summary>
    private SignedIn Received(string value, Token token)
    {
        var now = clock.GetUtcNow();
        var life = token.ExpiresAt - (token.IssuedAt ?? now);
        if (life <= TimeSpan.Zero)
            return new SignedIn(value, token, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        return new SignedIn(value, token, now + life - (life / 2 < Margin ? life / 2 : Margin), now + life);
    }

    private OpenStackException Refused(HttpAnswer answer)
    {
        var what = config.Kind == AuthKind.Token
            ? "the token is wrong or has expired; get a new one"
            : "the user, password, secret, project or domain is wrong, or has expired; check clouds.yaml or the OS_* variables";
        var said = ErrorBody.Read(answer.Body).Message is { } words ? $" Keystone says: {ErrorBody.OneLine(answer.Request.Redact(words))}" : "";
        return new OpenStackException(
            OpenStackError.Unauthorized, $"Keystone at {config.AuthUrl} refuses the credentials of cloud '{config.Name}': {what}.{said}", answer.Status, requestId: answer.RequestId);
    }
}
