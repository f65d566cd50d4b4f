using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Models.Ranking;

/// <summary>Who has had to do with what: the items of each user, once each, ascending, in one flat array.</summary>
public sealed class Interactions
{
    private readonly int[] _starts;
    private readonly int[] _items;

    /// <param name="items">How many items there are; every number in <paramref name="byUser"/> is below it.</param>
    public Interactions(int items, IReadOnlyList<IReadOnlyCollection<int>> byUser)
    {
        Items = items;
        _starts = new int[byUser.Count + 1];
        var all = new List<int>();
        for (int user = 0; user < byUser.Count; user++)
        {
            all.AddRange(byUser[user].Distinct().Order());
            _starts[user + 1] = all.Count;
        }

        _items = [.. all];
        foreach (int item in _items) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)items);
    }

    public int Users => _starts.Length - 1;

    public int Items { get; }

    /// <summary>Pairs of a user and an item.</summary>
    public int Count => _items.Length;

    public ReadOnlySpan<int> ItemsOf(int user) => _items.AsSpan(_starts[user].._starts[user + 1]);

    public bool Has(int user, int item) => ItemsOf(user).BinarySearch(item) >= 0;

    /// <summary>How many users each item has.</summary>
    public int[] Popularity()
    {
        int[] counts = new int[Items];
        foreach (int item in _items) counts[item]++;
        return counts;
    }

    /// <summary>The same pairs from the items' side.</summary>
    public Interactions Transpose()
    {
        List<int>[] byItem = [.. Enumerable.Range(0, Items).Select(_ => new List<int>())];
        for (int user = 0; user < Users; user++)
        {
            foreach (int item in ItemsOf(user)) byItem[item].Add(user);
        }

        return new Interactions(Users, byItem);
    }

    /// <summary>
    /// Takes one random item of some users out, and puts up the given number of items for each that the user has
    /// never had: a list to choose models by, from the training side alone.
    /// </summary>
    /// <param name="users">How many users at most; those with fewer than two items are passed over.</param>
    public HeldOutItems HoldOut(int users, int negatives, ulong seed)
    {
        var prng = new Prng(seed);
        int[] order = [.. Enumerable.Range(0, Users).Where(CanGive)];
        prng.Shuffle<int>(order);
        var taken = new Dictionary<int, int>();
        var lists = new List<CandidateList>();
        foreach (int user in order.Take(users))
        {
            int positive = ItemsOf(user)[prng.NextInt(ItemsOf(user).Length)];
            var put = new List<int> { positive };
            while (put.Count <= negatives)
            {
                int item = prng.NextInt(Items);
                if (!Has(user, item)) put.Add(item);
            }

            taken.Add(user, positive);
            lists.Add(new CandidateList(user, [.. put]));
        }

        var rest = Enumerable.Range(0, Users).Select(user =>
            (IReadOnlyCollection<int>)(taken.TryGetValue(user, out int gone)
                ? ItemsOf(user).ToArray().Where(item => item != gone).ToArray()
                : ItemsOf(user).ToArray()));
        return new HeldOutItems(new Interactions(Items, [.. rest]), lists);

        bool CanGive(int user) => ItemsOf(user).Length is >= 2 and var count && count < Items;
    }
}
