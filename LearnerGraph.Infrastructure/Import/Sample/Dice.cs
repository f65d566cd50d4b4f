using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Seeded draws in the words of an exercise writer.</summary>
internal sealed class Dice(ulong seed)
{
    private Prng _random = new(seed);

    /// <summary>Both ends included.</summary>
    public int Int(int from, int to) => from + _random.NextInt(to - from + 1);

    /// <summary>From -most to most, without zero.</summary>
    public int Signed(int most) => Int(1, most) * (_random.NextInt(2) == 0 ? 1 : -1);

    public T Pick<T>(params T[] from) => from[_random.NextInt(from.Length)];

    public T[] Shuffle<T>(T[] items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = _random.NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }

        return items;
    }

    /// <summary>So many whole numbers, both ends included; repeats are possible.</summary>
    public int[] Ints(int count, int from, int to)
    {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) drawn[i] = Int(from, to);
        return drawn;
    }
}
