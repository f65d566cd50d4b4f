namespace LearnerGraph.Domain.Experiments;

/// <summary>Buckets from <paramref name="From"/> up to, without, <paramref name="To"/>.</summary>
public readonly record struct BucketRange(int From, int To)
{
    public int Size => To - From;

    public bool Holds(int bucket) => From <= bucket && bucket < To;

    /// <summary>The lowest free buckets, as many as wanted; fewer where the layer is taken.</summary>
    /// <param name="taken">Ranges of the other experiments of the layer, in any order.</param>
    public static IReadOnlyList<BucketRange> Allocate(int wanted, IEnumerable<BucketRange> taken)
    {
        var free = new List<BucketRange>();
        var at = 0;
        foreach (var range in taken.OrderBy(range => range.From).Append(new(UnitHash.Buckets, UnitHash.Buckets)))
        {
            var size = Math.Min(wanted, range.From - at);
            if (size > 0)
            {
                free.Add(new(at, at + size));
                wanted -= size;
            }

            at = Math.Max(at, range.To);
        }

        return free;
    }

    /// <summary>The first so many buckets of the ranges, in their order: what lowering the traffic leaves.</summary>
    public static IReadOnlyList<BucketRange> Truncate(IReadOnlyList<BucketRange> ranges, int wanted)
    {
        var kept = new List<BucketRange>();
        foreach (var range in ranges)
        {
            if (wanted <= 0) break;
            var size = Math.Min(wanted, range.Size);
            kept.Add(new(range.From, range.From + size));
            wanted -= size;
        }

        return kept;
    }
}
