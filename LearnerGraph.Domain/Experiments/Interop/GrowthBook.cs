namespace LearnerGraph.Domain.Experiments.Interop;

/// <summary>GrowthBook's assignment, so that experiments begun there can be continued or checked here.</summary>
public static class GrowthBook
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>Where a value falls in [0, 1); null for a version that does not exist, which enrols nobody.</summary>
    /// <remarks>v2 hashes the decimal text of its own hash; v1 is biased for similar keys.</remarks>
    public static double? Hash(string seed, string value, int version) => version switch
    {
        1 => Fnv1a(value + seed) % 1000 / 1000.0,
        2 => Fnv1a(Fnv1a(seed + value).ToString()) % 10000 / 10000.0,
        _ => null,
    };

    /// <summary>
    /// A range per variation: as wide as coverage times weight, each starting where full coverage would.
    /// </summary>
    /// <param name="weights">Null, of another length, or not adding up to about 1: equal ones.</param>
    public static (double From, double To)[] Ranges(int variations, double coverage, IReadOnlyList<double>? weights)
    {
        coverage = Math.Clamp(coverage, 0, 1);
        if (weights?.Count != variations || weights.Sum() is < 0.99 or > 1.01)
            weights = [.. Enumerable.Repeat(1.0 / variations, variations)];
        var ranges = new (double, double)[variations];
        var start = 0.0;
        for (var i = 0; i < variations; i++)
        {
            ranges[i] = (start, start + (coverage * weights[i]));
            start += weights[i];
        }

        return ranges;
    }

    /// <summary>The first range that holds n, or -1.</summary>
    public static int Choose(double n, IReadOnlyList<(double From, double To)> ranges)
    {
        for (var i = 0; i < ranges.Count; i++)
        {
            if (n >= ranges[i].From && n < ranges[i].To) return i;
        }

        return -1;
    }

    /// <summary>Whether a user belongs to the slice of a namespace that an experiment owns.</summary>
    public static bool IsInNamespace(string user, string name, double from, double to) =>
        Hash("__" + name, user, 1) is { } n && n >= from && n < to;

    private static uint Fnv1a(string text)
    {
        // Over UTF-16 code units, as JavaScript's charCodeAt gives them, not over bytes.
        var hash = Offset;
        foreach (var unit in text) hash = (hash ^ unit) * Prime;
        return hash;
    }
}
