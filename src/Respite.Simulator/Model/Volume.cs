namespace Respite.Simulator.Model;

/// <summary>A Cinder volume that is attached to a server.</summary>
/// <param name="Encrypted">With a key that is its owner's project's in the key manager.</param>
public sealed record Volume(string Id, bool Encrypted = false);
