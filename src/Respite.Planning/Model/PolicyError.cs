namespace Respite.Planning.Model;

/// <summary>One thing that is wrong with a policy.</summary>
/// <param name="Key">Its JSON key.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record PolicyError(string Key, string Detail, string Remedy)
{
    public override string ToString() => $"{Key}: {Detail}: {Remedy}";
}
