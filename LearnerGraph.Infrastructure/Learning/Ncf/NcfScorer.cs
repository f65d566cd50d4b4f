using LearnerGraph.Domain.Models.Ranking;

namespace LearnerGraph.Infrastructure.Learning.Ncf;

/// <summary>Logits of a trained network; one caller at a time.</summary>
internal sealed class NcfScorer(NcfNetwork network) : IItemScorer
{
    private const int Batch = 256;

    private readonly NcfPass _pass = new(network, Batch);
    private readonly int[] _users = new int[Batch];

    public NcfNetwork Network => network;

    public void Score(int user, ReadOnlySpan<int> items, Span<float> scores)
    {
        for (int from = 0; from < items.Length; from += Batch)
        {
            int count = Math.Min(Batch, items.Length - from);
            _users.AsSpan(0, count).Fill(user);
            _pass.Forward(_users.AsSpan(0, count), items.Slice(from, count));
            _pass.Logits.Span.CopyTo(scores[from..]);
        }
    }
}
