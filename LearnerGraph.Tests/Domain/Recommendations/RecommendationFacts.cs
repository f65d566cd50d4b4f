using System.Collections.Immutable;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Recommendations;

/// <summary>Catalogs and learners for tests of recommendations, made up from seeds.</summary>
public static class RecommendationFacts
{
    public static readonly DateTimeOffset Now = new(2026, 5, 6, 16, 30, 0, TimeSpan.Zero);

    private static readonly LocalDay Today = LocalDay.At(Now, TimeZoneInfo.Utc);

    private static readonly Lazy<RankingCatalog> Shared = new(() => RankingCatalog.Build(Catalog(60, 20, 1)));

    /// <summary>60 concepts in two courses with 20 questions each.</summary>
    public static RankingCatalog Small => Shared.Value;

    /// <summary>Layers of concepts, each but the first requiring one or two of the layer before.</summary>
    public static CatalogSnapshot Catalog(int concepts, int questionsPerConcept, ulong seed, int layers = 6)
    {
        var prng = new Prng(seed);
        var courses = new[] { new Course(new(1), "one", "One", 1), new Course(new(2), "two", "Two", 1) };
        int perLayer = Math.Max(1, concepts / layers);
        var all = new List<Concept>();
        var relations = new List<Relation>();
        for (int c = 0; c < concepts; c++)
        {
            int layer = c / perLayer;
            all.Add(new Concept(
                new(c + 1), courses[c % 2].Id, $"c{c}", $"Concept {c}", null, [$"t{c % 7}", $"t{c % 5}"], 30,
                0.2 + (0.6 * layer / layers), 1));
            for (int p = 0; layer > 0 && p < 1 + (c % 2); p++)
            {
                int below = ((layer - 1) * perLayer) + prng.NextInt(perLayer);
                if (relations.Exists(r => r.From.Value == c + 1 && r.To.Value == below + 1)) continue;
                relations.Add(new Relation(new(c + 1), new(below + 1), RelationType.Requires));
            }
        }

        var questions = new List<Question>();
        var states = new Dictionary<QuestionId, QuestionState>();
        for (int c = 0; c < concepts; c++)
        {
            for (int i = 0; i < questionsPerConcept; i++)
            {
                var id = new QuestionId(questions.Count + 1);
                var links = new List<ConceptLink> { new(all[c].Id, 1) };
                if (prng.NextInt(10) == 0 && c > 0) links.Add(new(new(prng.NextInt(c) + 1), 0.5));
                bool isChoice = prng.NextInt(2) == 0;
                double difficulty = Math.Clamp(all[c].Difficulty + (0.18 * prng.NextGaussian()), 0.03, 0.97);
                questions.Add(new Question(
                    id, $"q{id.Value}", "?", isChoice ? QuestionType.MultipleChoice : QuestionType.Numeric, links,
                    isChoice ? ["a", "b", "c", "d"] : [], new AnswerKey("a", [], null), null, [], difficulty, 60, 1));
                if (prng.NextInt(3) > 0)
                {
                    int attempts = 1 + prng.NextInt(300);
                    states[id] = new QuestionState(
                        Probability.Logit(difficulty), 0.1, attempts, attempts / 2, attempts * 50.0, attempts);
                }
            }
        }

        return CatalogSnapshot.Build(new CatalogContent(7, courses, all, questions, relations, states));
    }

    public static Learner Learner(
        long id = 1, double preferred = 0.5, SkillLevel level = SkillLevel.Intermediate, bool personalization = true,
        params ConceptId[] goals) =>
        new(new(id), TenantId.Default, $"x{id}", $"u{id}", null, "UTC", level, preferred, goals, personalization, true,
            Now.AddDays(-90), Now.AddDays(-1), 1);

    /// <summary>
    /// A learner's state after some weeks: concepts in the curriculum's order, the first ones best known.
    /// </summary>
    public static LearnerState State(CatalogSnapshot catalog, ulong seed, int concepts)
    {
        var prng = new Prng(seed);
        concepts = Math.Min(concepts, catalog.Concepts.Count);
        var states = new List<ConceptState>();
        var seen = new List<SeenQuestion>();
        int attempts = 0, correct = 0;
        for (int i = 0; i < concepts; i++)
        {
            int concept = catalog.Graph.Order[i];
            int own = 1 + prng.NextInt(12), right = Math.Min(own, prng.NextInt(own + 4));
            double known = (i < concepts * 2 / 3 ? 1.6 : 0.1) + (0.5 * prng.NextGaussian());
            var last = Now.AddHours(-1 - (prng.NextDouble() * 24 * 40));
            double stability = 1 + (30 * prng.NextDouble());
            var memory = prng.NextInt(12) == 0
                ? default
                : new MemoryState(
                    stability, 5, last, last.AddDays(Fsrs6.Default.Interval(stability, 0.9)), Math.Max(1, own / 2), 0);
            double offset = known + catalog.MeanDifficulty(concept);
            states.Add(new ConceptState(
                catalog.Concepts[concept].Id, new Ability(offset, 0.15), own, right, last, memory,
                MasteryLevel.Learning, 0.3, Today));
            (attempts, correct) = (attempts + own, correct + right);
            var questions = catalog.Table.OfConcept(concept);
            for (int k = 0; k < Math.Min(own, questions.Length); k++)
            {
                seen.Add(new SeenQuestion(
                    catalog.Questions[questions[prng.NextInt(questions.Length)]].Id,
                    k == 0 ? last : last.AddHours(-24 * k), prng.NextInt(3) > 0));
            }
        }

        var days = new List<PracticeDay>();
        for (int d = 40; d >= (concepts == 0 ? 41 : 0); d--)
        {
            if (prng.NextInt(3) == 0) continue;
            int mastered = prng.NextInt(8) == 0 ? 1 : 0;
            days.Add(new PracticeDay(Today + -d, 5 + (25 * prng.NextDouble()), 10, 7, mastered));
        }

        int streak = concepts == 0 ? 0 : prng.NextInt(20);
        var daily = StreakPolicy.Default.Unstarted(StreakKind.DailyPractice) with
        {
            Current = streak, Longest = streak + prng.NextInt(10), LastCountedOn = streak > 0 ? Today + -1 : null,
        };
        return new LearnerState
        {
            Version = 3,
            Ability = new Ability(0.1 * prng.NextGaussian(), 0.1),
            Form = new Ability(0, 0.2),
            Prior = new Ability(0, 1.2),
            Concepts = [.. states.OrderBy(s => s.Concept.Value)],
            Seen = [.. seen.OrderBy(s => s.At).TakeLast(256)],
            Days = [.. days],
            Streaks = concepts == 0 ? [] : [daily, StreakPolicy.Default.Unstarted(StreakKind.WeeklyGoal)],
            Totals = new PracticeTotals(attempts, correct, attempts, days.Count, days.Count / 2, days.Count, attempts),
            LastAnsweredAt = concepts == 0 ? null : Now.AddHours(-1),
            LastFoldedAt = concepts == 0 ? null : Now.AddHours(-1),
        };
    }

    public static RecommendationSet Recommend(
        LearnerState state, RecommendationRequest? request = null, RankingPolicy? policy = null, ulong seed = 1,
        Learner? learner = null, RankingCatalog? catalog = null) =>
        Recommender.Default.Recommend(
            learner ?? Learner(), state, catalog ?? Small, policy ?? RankingPolicies.Default,
            request ?? new RecommendationRequest(), Now, seed);

    /// <summary>Who answered what: every learner some forty questions around a place of their own.</summary>
    public static IEnumerable<Interaction> Interactions(CatalogSnapshot catalog, int learners, ulong seed)
    {
        var prng = new Prng(seed);
        var all = new List<Interaction>();
        for (int learner = 1; learner <= learners; learner++)
        {
            int centre = prng.NextInt(catalog.Questions.Count);
            for (int i = 0; i < 40; i++)
            {
                int question = (centre + prng.NextInt(200)) % catalog.Questions.Count;
                all.Add(new Interaction(new(learner), catalog.Questions[question].Id));
            }
        }

        return all;
    }

    public static ImmutableArray<LearnerState> ManyStates(RankingCatalog catalog, int count) =>
        [.. Enumerable.Range(0, count).Select(i => State(catalog.Snapshot, (ulong)(i + 1), i % 50))];
}
