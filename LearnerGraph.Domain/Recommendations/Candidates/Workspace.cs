using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>
/// The memory that one computation works in, kept per thread and used again, so that a set costs little but itself.
/// </summary>
internal sealed class Workspace
{
    private const int Marks = 5;

    [ThreadStatic]
    private static Workspace? t_own;

    private int _epoch;
    private int[] _questionMarks = [];
    private ulong[] _answeredBits = [];
    private int _answeredCount;

    /// <summary>By concept: position of its state, or -1.</summary>
    public int[] StateOf = [];

    /// <summary>General ability and form, as the next answer meets them.</summary>
    public Ability Next;

    /// <summary>By concept: offset from general ability now, in logits.</summary>
    public double[] OffsetMean = [];
    public double[] OffsetVariance = [];

    /// <summary>By concept: chance to answer its average question right, guessing taken out, in [0, 1].</summary>
    public double[] Mastery = [];

    /// <summary>By concept: recall now, or NaN.</summary>
    public double[] Recall = [];
    public bool[] IsMastered = [];

    /// <summary>By concept: all prerequisites are mastered.</summary>
    public bool[] IsOpen = [];

    /// <summary>By concept: 1 for a goal, halved with every step below it.</summary>
    public double[] GoalNearness = [];

    /// <summary>By concept: cosine with the learner's topics.</summary>
    public double[] ContentAffinity = [];

    /// <summary>By due concept: what a review is ordered by.</summary>
    public double[] DueOrder = [];

    /// <summary>By concept: items of the set so far.</summary>
    public int[] Placed = [];

    /// <summary>By concept: greatest similarity with a picked next question.</summary>
    public double[] Likeness = [];

    public double[] TopicInterest = [];
    public int[] Queue = [];
    public int[] Answered = new int[256];
    public Candidate[] Pool = new Candidate[512];
    public int[] CandidateQuestions = new int[512];
    public double[] Affinity = new double[512];
    public double[] Values = new double[512 * 10];
    public readonly GoalCandidate[] Goals = new GoalCandidate[StreakGoals.Kinds];

    /// <summary>Candidates in the pool.</summary>
    public int Count;

    public static Workspace For(RankingCatalog catalog)
    {
        var own = t_own ??= new Workspace();
        own.Reset(catalog.Snapshot, catalog.TopicCount);
        return own;
    }

    public AnsweredQuestions AnsweredQuestions => new(Answered.AsSpan(0, _answeredCount), _answeredBits);

    /// <summary>Marks a question with bits of <see cref="QuestionMarks"/>.</summary>
    public void Mark(int question, int mark)
    {
        int current = _questionMarks[question];
        int kept = current >> Marks == _epoch ? current & ((1 << Marks) - 1) : 0;
        _questionMarks[question] = (_epoch << Marks) | kept | mark;
    }

    public bool Has(int question, int marks)
    {
        int current = _questionMarks[question];
        return current >> Marks == _epoch && (current & marks) != 0;
    }

    public void MarkAnswered(int question)
    {
        if (Has(question, QuestionMarks.Answered)) return;
        Mark(question, QuestionMarks.Answered);
        if (_answeredCount == Answered.Length) return;
        Answered[_answeredCount++] = question;
        _answeredBits[question >> 6] |= 1UL << (question & 63);
    }

    public ref Candidate Add()
    {
        if (Count == Pool.Length) Array.Resize(ref Pool, Count * 2);
        Pool[Count] = default;
        Pool[Count].Concept = -1;
        Pool[Count].Goal = -1;
        return ref Pool[Count++];
    }

    public void EnsureValues(int features)
    {
        if (Values.Length < Count * features) Values = new double[Pool.Length * features];
        if (Affinity.Length < Count)
        {
            Affinity = new double[Pool.Length];
            CandidateQuestions = new int[Pool.Length];
        }
    }

    private void Reset(CatalogSnapshot snapshot, int topics)
    {
        int concepts = snapshot.Concepts.Count, questions = snapshot.Questions.Count;
        if (StateOf.Length < concepts)
        {
            (StateOf, Placed, Queue) = (new int[concepts], new int[concepts], new int[concepts]);
            (Mastery, Recall, Likeness) = (new double[concepts], new double[concepts], new double[concepts]);
            (OffsetMean, OffsetVariance) = (new double[concepts], new double[concepts]);
            DueOrder = new double[concepts];
            (GoalNearness, ContentAffinity) = (new double[concepts], new double[concepts]);
            (IsMastered, IsOpen) = (new bool[concepts], new bool[concepts]);
        }

        if (_questionMarks.Length < questions)
        {
            _questionMarks = new int[questions];
            _answeredBits = new ulong[(questions + 63) / 64];
            _answeredCount = 0;
        }

        foreach (int question in Answered.AsSpan(0, _answeredCount)) _answeredBits[question >> 6] = 0;
        if (TopicInterest.Length < topics) TopicInterest = new double[topics];
        StateOf.AsSpan(0, concepts).Fill(-1);
        Placed.AsSpan(0, concepts).Clear();
        GoalNearness.AsSpan(0, concepts).Clear();
        ContentAffinity.AsSpan(0, concepts).Clear();
        Likeness.AsSpan(0, concepts).Clear();
        IsMastered.AsSpan(0, concepts).Clear();
        IsOpen.AsSpan(0, concepts).Clear();
        TopicInterest.AsSpan().Clear();
        (_answeredCount, Count) = (0, 0);
        if (++_epoch >= 1 << (31 - Marks))
        {
            _epoch = 1;
            Array.Clear(_questionMarks);
        }
    }
}
