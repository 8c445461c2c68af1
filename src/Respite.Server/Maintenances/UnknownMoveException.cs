namespace Respite.Server.Maintenances;

/// <summary>A maintenance has no move of this instance, or several instances of that name.</summary>
public sealed class UnknownMoveException(Maintenance m, string instance, IReadOnlyList<Move> moves)
    : Exception($"Maintenance {m.Id} of {m.Host} has no move of an instance {instance}, or several of that name; its instances: {string.Join(", ", moves.Select(v => v.InstanceName).Order(StringComparer.Ordinal))}.");

public static class NamedMoves
{
    /// <param name="instance">An id, or a name that only one of them has.</param>
    /// <returns>Null: none, or several of that name.</returns>
    public static Move? Named(this IReadOnlyList<Move> moves, string instance)
    {
        if (moves.FirstOrDefault(v => v.InstanceId == instance) is { } byId)
            return byId;
        return moves.Where(v => v.InstanceName == instance).Take(2).ToList() is [var one] ? one : null;
    }
}
