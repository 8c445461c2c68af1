using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>An instance that needs a room, with what the rules look at for the host it comes from.</summary>
internal sealed record Mover(InstanceSnapshot Instance, PlacementContext Context);
