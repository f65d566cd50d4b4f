using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>
/// What other learners' histories say of candidates: item neighbours here, a trained network elsewhere. Called once per
/// set from the computing thread; pure, allocates nothing.
/// </summary>
public interface ICandidateScorer
{
    /// <summary>As it appears among a trace's model versions.</summary>
    string ModelVersion { get; }

    /// <summary>Affinities in [0, 1], one per candidate; questions by their index in the given catalog.</summary>
    void Score(
        CatalogSnapshot catalog, LearnerId learner, in AnsweredQuestions answered, ReadOnlySpan<int> candidates,
        Span<double> affinities);
}

/// <summary>Questions the learner answered lately, as a list and as a set of bits for one look each.</summary>
public readonly ref struct AnsweredQuestions(ReadOnlySpan<int> questions, ReadOnlySpan<ulong> bits)
{
    private readonly ReadOnlySpan<ulong> _bits = bits;

    /// <summary>Indexes, newest first, none twice.</summary>
    public ReadOnlySpan<int> Questions { get; } = questions;

    public bool Contains(int question) => (_bits[question >> 6] & (1UL << (question & 63))) != 0;
}
