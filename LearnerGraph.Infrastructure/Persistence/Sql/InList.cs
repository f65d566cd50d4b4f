using System.Numerics;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>
/// Lists of values in a statement. Lengths are rounded up to powers of two, so that few texts are prepared.
/// </summary>
internal static class InList
{
    /// <summary>The most values that one statement takes: SQLite finds each by its name, one after the other.</summary>
    public const int Most = 256;

    /// <summary>"@name0, @name1, …" for at least <paramref name="count"/> values.</summary>
    public static string Text(string name, int count) =>
        string.Join(", ", Enumerable.Range(0, Rounded(count)).Select(i => $"@{name}{i}"));

    /// <summary>The parameters before the list, then the values, the last repeated up to the rounded length.</summary>
    public static object?[] Values<T>(IReadOnlyList<T> values, params ReadOnlySpan<object?> before)
    {
        var bound = new object?[before.Length + Rounded(values.Count)];
        before.CopyTo(bound);
        for (var i = before.Length; i < bound.Length; i++)
        {
            bound[i] = values[Math.Min(i - before.Length, values.Count - 1)];
        }

        return bound;
    }

    private static int Rounded(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1));
}
