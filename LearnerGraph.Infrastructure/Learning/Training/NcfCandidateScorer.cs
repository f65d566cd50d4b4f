using System.Collections.Concurrent;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Infrastructure.Learning.Ncf;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>
/// Chances of being taken up, in batches; any number of callers at once, each with a room of its own that is used
/// again.
/// </summary>
internal sealed class NcfCandidateScorer(NcfModel model, string label, TimeSpan budget, TimeProvider clock)
    : ICandidateScorer
{
    private const int Batch = 256;

    private readonly ConcurrentBag<Room> _rooms = [];
    private Rows? _rows;

    public string ModelVersion => label;

    public void Score(
        CatalogSnapshot catalog, LearnerId learner, in AnsweredQuestions answered, ReadOnlySpan<int> candidates,
        Span<double> affinities)
    {
        long start = clock.GetTimestamp();
        int[] rows = RowsOf(catalog);
        int user = model.RowOfLearner(learner.Value);
        if (!_rooms.TryTake(out var room)) room = new Room(model.Network);
        try
        {
            for (int from = 0; from < candidates.Length; from += Batch)
            {
                int count = Math.Min(Batch, candidates.Length - from);
                for (int i = 0; i < count; i++) room.Items[i] = rows[candidates[from + i]];
                room.Users.AsSpan(0, count).Fill(user);
                room.Pass.Forward(room.Users.AsSpan(0, count), room.Items.AsSpan(0, count));
                Span<float> logits = room.Pass.Logits.Span;
                Squash.Sigmoid(logits);
                for (int i = 0; i < count; i++) affinities[from + i] = logits[i];
                if (clock.GetElapsedTime(start) > budget)
                    throw new ScorerUnavailableException($"{label} took too long");
            }
        }
        finally
        {
            _rooms.Add(room);
        }
    }

    private int[] RowsOf(CatalogSnapshot catalog)
    {
        if (_rows is { } known && known.Version == catalog.Version) return known.ByIndex;

        int[] rows = new int[catalog.Questions.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = model.RowOfQuestion(catalog.Questions[i].Id.Value);
        _rows = new Rows(catalog.Version, rows);
        return rows;
    }

    private sealed record Rows(long Version, int[] ByIndex);

    private sealed class Room(NcfNetwork network)
    {
        public NcfPass Pass { get; } = new(network, Batch);

        public int[] Users { get; } = new int[Batch];

        public int[] Items { get; } = new int[Batch];
    }
}
