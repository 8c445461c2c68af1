using Respite.Planning.Model;

namespace Respite.Planning.Packing;

/// <summary>What became of a packing.</summary>
/// <param name="Rooms">For each unit the index of its room, or -1.</param>
/// <param name="Why">With <see cref="Proof.Impossible"/>: what proves it, in words.</param>
internal sealed record Packed(int[] Rooms, Proof Proof, string? Why = null);
