using System.Net;
using Respite.OpenStack.Identity;

namespace Respite.OpenStack.Session;

/// <summary>A token in use.</summary>
internal sealed record SignedIn(string Value, Token Token);

/// <summary>Holds the session's token; one sign-in at a time, shared by everybody who waits for it.</summary>
internal sealed class SignIn(CloudConfig config, Transport transport, TimeProvider clock) : IDisposable
{
    /// <summary>A token that ends sooner than this is not used for another call.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim gate = new(1);
    private volatile SignedIn? current;

    /// <param name="rejected">The token that a service has just refused: it is replaced unless somebody has done so already.</param>
    public async Task<SignedIn> GetAsync(SignedIn? rejected, CancellationToken cancel)
    {
        if (current is { } token && token != rejected && IsFresh(token))
            return token;
        await gate.WaitAsync(cancel);
        try
        {
            if (current is { } renewed && renewed != rejected && IsFresh(renewed))
                return renewed;
            return current = await SignInAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>Short-lived tokens are used for half of their life at least.</summary>
    private bool IsFresh(SignedIn signedIn) => clock.GetUtcNow() < signedIn.Token.ExpiresAt - Margin;

    private async Task<SignedIn> SignInAsync(CancellationToken cancel)
    {
        const string call = "POST /v3/auth/tokens";
        var answer = await transport.SendAsync(new Request(call, HttpMethod.Post, new Uri(config.AuthUrl + "/auth/tokens"), TokenRequest.Body(config)), cancel);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            throw new OpenStackException(
                OpenStackError.Unauthorized,
                $"Keystone at {config.AuthUrl} refuses the credentials of cloud '{config.Name}': the user, password, secret, project or domain is wrong, or has expired. Check clouds.yaml or the OS_* variables.",
                answer.Status,
                requestId: answer.RequestId);
        }
        var token = Token.Read(OpenStackSession.Parse(call, answer)["token"]);
        var value = answer.Header("X-Subject-Token")
            ?? throw new OpenStackException(OpenStackError.Nonsense, $"{call}: the answer has no X-Subject-Token; is {config.AuthUrl} really Keystone v3?");
        return new SignedIn(value, token);
    }
}
