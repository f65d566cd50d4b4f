using System.Runtime.InteropServices;

namespace LearnerGraph.Domain.Mastery.Baselines;

/// <summary>Right and wrong answers of one learner so far: in all, by concept and by question.</summary>
internal sealed class PracticeCounts(int concepts)
{
    private readonly Tally[] _byConcept = new Tally[concepts];
    private readonly Dictionary<int, Tally> _byQuestion = [];

    public Tally Total { get; private set; }

    public Tally Of(int concept) => _byConcept[concept];

    public Tally OfQuestion(int question) => _byQuestion.GetValueOrDefault(question);

    public void Add(int question, ReadOnlySpan<int> concepts, bool correct)
    {
        Total = Total.With(correct);
        foreach (int concept in concepts) _byConcept[concept] = _byConcept[concept].With(correct);
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_byQuestion, question, out _);
        tally = tally.With(correct);
    }

    public readonly record struct Tally(int Right, int Wrong)
    {
        public Tally With(bool correct) => correct ? this with { Right = Right + 1 } : this with { Wrong = Wrong + 1 };
    }
}
