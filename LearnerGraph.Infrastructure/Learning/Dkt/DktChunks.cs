using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>Learners' answers in pieces of bounded length, from which batches are put together.</summary>
internal sealed class DktChunks
{
    private readonly AnswerLog _log;
    private readonly float[] _difficulties;
    private readonly (int Start, int Length)[] _chunks;
    private readonly int[] _lengths;

    public DktChunks(AnswerLog log, QuestionDifficulties? difficulties, ReadOnlySpan<int> learners, int longest)
    {
        _log = log;
        _difficulties = new float[log.Rows];
        var chunks = new List<(int, int)>();
        foreach (int learner in learners)
        {
            var (start, count) = log.RowsOf(learner);
            for (int from = 0; from < count; from += longest)
            {
                chunks.Add((start + from, Math.Min(longest, count - from)));
            }

            for (int row = start; row < start + count && difficulties is not null; row++)
            {
                _difficulties[row] = difficulties.Of(
                    log.Questions.Span[row], log.SkillSets.Span[row], learner % QuestionDifficulties.Groups);
            }
        }

        _chunks = [.. chunks];
        _lengths = new int[_chunks.Length];
    }

    public int Count => _chunks.Length;

    public void Shuffle(ref Prng prng) => prng.Shuffle<(int, int)>(_chunks);

    /// <summary>Lays some pieces out as a batch, the longest first.</summary>
    public void Fill(DktBatch batch, int from, int count)
    {
        Span<(int Start, int Length)> taken = _chunks.AsSpan(from, count);
        taken.Sort(static (a, b) => b.Length - a.Length);
        for (int i = 0; i < count; i++) _lengths[i] = taken[i].Length;
        batch.Steps.Set(_lengths.AsSpan(0, count));
        ReadOnlySpan<int> skills = _log.SkillSets.Span;
        ReadOnlySpan<bool> correct = _log.Correct.Span;
        for (int i = 0; i < count; i++)
        {
            for (int t = 0; t < taken[i].Length; t++)
            {
                int row = batch.Steps.Row(t, i), source = taken[i].Start + t;
                batch.Skills[row] = skills[source];
                batch.Correct[row] = correct[source] ? 1 : 0;
                batch.Difficulties[row] = _difficulties[source];
            }
        }
    }
}
