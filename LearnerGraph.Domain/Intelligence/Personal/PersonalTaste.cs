using System.Numerics.Tensors;

namespace LearnerGraph.Domain.Intelligence.Personal;

/// <summary>How long what a learner showed counts.</summary>
/// <param name="HalfLifeDays">After so long half of it is left.</param>
/// <param name="ExpiryDays">After so long nothing.</param>
/// <param name="TasteWeight">What the direction of their likings adds to a score, against a cosine's 1.</param>
public sealed record TasteRules(double HalfLifeDays = 30, double ExpiryDays = 180, double TasteWeight = 0.25)
{
    public static readonly TasteRules Default = new();

    /// <summary>In (0, 1]: 1 for now, 0 past the expiry.</summary>
    public double Left(TimeSpan age) =>
        age.TotalDays > ExpiryDays ? 0 : Math.Pow(0.5, Math.Max(0, age.TotalDays) / HalfLifeDays);
}

/// <summary>One learner's own places of a course's texts, laid over the common ones, which never change.</summary>
/// <remarks>
/// A text's own vector goes back to the common one along the arc between them as it ages. The taste is the sum of the
/// common vectors times pull times what is left, scaled to length 1. See docs/algorithms/personal-vectors.md.
/// </remarks>
public sealed class PersonalTaste
{
    private readonly Dictionary<ContentKey, float[]> _own = [];
    private readonly TasteRules _rules;

    private PersonalTaste(TasteRules rules, float[]? taste) => (_rules, Taste) = (rules, taste);

    /// <summary>Of length 1; null where nothing is known.</summary>
    public float[]? Taste { get; }

    /// <summary>Texts that stand elsewhere for this learner.</summary>
    public IReadOnlyCollection<ContentKey> Moved => _own.Keys;

    /// <param name="common">A text's common vector, of length 1; null where it has gone or changed since.</param>
    public static PersonalTaste Of(
        IEnumerable<PersonalVector> vectors, Func<PersonalVector, float[]?> common, TasteRules rules,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(common);
        ArgumentNullException.ThrowIfNull(rules);
        float[]? taste = null;
        var own = new List<(ContentKey, float[])>();
        foreach (var vector in vectors)
        {
            var left = rules.Left(now - vector.At);
            if (left <= 0 || common(vector) is not { } original) continue;
            own.Add((vector.Key, Sphere.Between(original, vector.Vector, left)));
            taste ??= new float[original.Length];
            TensorPrimitives.MultiplyAdd(original, (float)(vector.Pull * left), taste, taste);
        }

        var found = new PersonalTaste(rules, taste is not null && Sphere.TryScale(taste) ? taste : null);
        foreach (var (key, vector) in own) found._own[key] = vector;
        return found;
    }

    /// <summary>What a text scores for this learner: the cosine of its place and the query, and the taste.</summary>
    /// <param name="common">The text's common vector, of length 1.</param>
    public double Score(ReadOnlySpan<float> query, ContentKey key, ReadOnlySpan<float> common)
    {
        var place = _own.TryGetValue(key, out var own) ? own : common;
        var score = Similarity.Cosine(query, place);
        return Taste is null ? score : score + (_rules.TasteWeight * Similarity.Cosine(Taste, common));
    }
}
