namespace Respite.Server.Configuration;

/// <summary>The configuration cannot be used. All that is wrong at once, each naming its key.</summary>
public sealed class ConfigException(string source, IReadOnlyList<string> errors)
    : Exception($"{source} cannot be used:\n{string.Join('\n', errors.Select(error => $"  {error}"))}")
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
