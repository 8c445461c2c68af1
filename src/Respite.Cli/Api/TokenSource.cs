namespace Respite.Cli.Api;

/// <summary>Keystone tokens of the user's own cloud, kept in memory alone.</summary>
/// <param name="Cloud">Its name, for messages.</param>
/// <param name="GetAsync">A token that is good; a new one in the place of one that was refused. Signs in when it is first called.</param>
public sealed record TokenSource(string Cloud, Func<string?, CancellationToken, Task<string>> GetAsync, IDisposable Owner) : IDisposable
{
    public void Dispose() => Owner.Dispose();

    public override string ToString() => Cloud;
}

/// <summary>Reads how to sign in to a cloud; asks nothing of it yet. Throws with all that is missing.</summary>
/// <param name="cloud">The name in clouds.yaml; null: from OS_* variables.</param>
public delegate TokenSource SignIn(string? cloud);
