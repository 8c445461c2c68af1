namespace Respite.Planning.Packing;

/// <summary>The largest assignment of items to places that take a few each, by augmenting paths.</summary>
internal static class Matching
{
    /// <param name="open">For each item the places that it may go to.</param>
    /// <param name="space">How many items a place takes.</param>
    /// <returns>How many items have a place at the same time at most.</returns>
    public static int Largest(int[][] open, Func<int, int> space)
    {
        var taken = new Dictionary<int, List<int>>();
        return Enumerable.Range(0, open.Length).Count(item => Place(item, []));

        bool Place(int item, HashSet<int> seen)
        {
            foreach (var place in open[item])
            {
                if (!seen.Add(place))
                    continue;
                if (!taken.TryGetValue(place, out var there))
                    taken[place] = there = [];
                if (there.Count < space(place))
                {
                    there.Add(item);
                    return true;
                }
                for (var i = 0; i < there.Count; i++)
                    if (Place(there[i], seen))
                    {
                        there[i] = item;
                        return true;
                    }
            }
            return false;
        }
    }
}
