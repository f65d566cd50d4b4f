using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation;

/// <summary>
/// How a made-up learner goes through a course: concept by concept along the prerequisites, with returns and detours.
/// </summary>
internal sealed class Curriculum
{
    private const int Remembered = 24;

    private readonly CatalogSnapshot _catalog;
    private readonly int[] _concepts;
    private readonly int[] _run;
    private readonly int[] _tries;
    private readonly int[] _recent = new int[Remembered];
    private int _next;
    private int _asked;

    /// <summary>Over the concepts of some courses that have questions, in their order of prerequisites.</summary>
    public Curriculum(CatalogSnapshot catalog, HashSet<int> concepts)
    {
        _catalog = catalog;
        var order = new List<int>(concepts.Count);
        foreach (int concept in catalog.Graph.Order)
        {
            if (concepts.Contains(concept) && catalog.Table.OfConcept(concept).Length > 0) order.Add(concept);
        }

        _concepts = [.. order];
        _run = new int[_concepts.Length];
        _tries = new int[_concepts.Length];
        Array.Fill(_recent, -1);
    }

    public bool IsEmpty => _concepts.Length == 0;

    /// <summary>The next place in the walk.</summary>
    public int Place(Temperament who, ref Prng random)
    {
        while (_next < _concepts.Length - 1 && IsDone(_next)) _next++;
        double roll = random.NextDouble();
        if (roll < who.Wander) return random.NextInt(Math.Min(_concepts.Length, _next + 6));
        if (roll < who.Wander + who.ReviewTaste && _next > 0)
        {
            // The square leans towards what was learned last.
            double back = random.NextDouble();
            return _next - 1 - (int)(_next * back * back);
        }

        return _next;
    }

    public int ConceptAt(int place) => _concepts[place];

    /// <summary>A question of the place, near the learner's level and not one of the last ones.</summary>
    public int Question(int place, double ability, ref Prng random)
    {
        var questions = _catalog.Table.OfConcept(_concepts[place]);
        double wanted = ability - 0.8 + (0.9 * random.NextGaussian());
        int best = LowerBound(questions, wanted);
        for (int step = 0; step < questions.Length; step++)
        {
            int offset = (step & 1) == 0 ? step / 2 : -(step + 1) / 2;
            int at = best + offset;
            if (at < 0 || at >= questions.Length || Array.IndexOf(_recent, questions[at]) >= 0) continue;
            best = at;
            break;
        }

        int question = questions[Math.Clamp(best, 0, questions.Length - 1)];
        _recent[_asked++ % Remembered] = question;
        return question;
    }

    public void Answered(int place, bool isRight)
    {
        _tries[place]++;
        _run[place] = isRight ? _run[place] + 1 : 0;
    }

    /// <summary>Three right in a row, or enough of it for now.</summary>
    private bool IsDone(int place) => _run[place] >= 3 || _tries[place] >= 14;

    private int LowerBound(ReadOnlySpan<int> questions, double difficulty)
    {
        var of = _catalog.Table.Difficulty;
        int low = 0, high = questions.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (of[questions[middle]] < difficulty) low = middle + 1;
            else high = middle;
        }

        return Math.Min(low, questions.Length - 1);
    }
}
