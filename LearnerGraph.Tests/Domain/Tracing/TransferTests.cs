using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

/// <summary>What a concept of one course tells of the concept that it matches in another.</summary>
public sealed class TransferTests
{
    private const int Pairs = 6;
    private const int PerConcept = 10;

    private static readonly DateTimeOffset Start = PracticeWorld.Start;

    [Fact]
    public void A_learner_who_mastered_the_match_starts_above_the_base()
    {
        var plain = Started(Two(matches: false), correct: true);
        var strong = Started(Two(matches: true), correct: true);
        var weak = Started(Two(matches: true), correct: false);
        var weakPlain = Started(Two(matches: false), correct: false);

        strong.Probability.Should().BeGreaterThan(plain.Probability);
        weak.Probability.Should().BeLessThan(weakPlain.Probability);
        strong.Level.Should().Be(MasteryLevel.NotStarted, "no answer was given in this course");
    }

    [Fact]
    public void A_weaker_match_carries_less_and_leaves_more_doubt()
    {
        var known = new Ability(1, 0.05);
        var full = ResponseModel.Default.Transferred(known, 1);
        var half = ResponseModel.Default.Transferred(known, 0.5);

        half.Mean.Should().BeApproximately(full.Mean / 2, 1e-12);
        half.Variance.Should().BeGreaterThan(full.Variance);
        ResponseModel.Default.Transferred(new Ability(1, 5), 1).Variance
            .Should().BeApproximately(ResponseModel.Default.UnseenOffset.Variance, 1e-12);
    }

    [Fact]
    public void A_match_lowers_the_log_loss_of_first_answers_in_the_other_course()
    {
        var (matched, plain) = (Two(matches: true), Two(matches: false));
        var gains = new List<double>();
        var random = new Prng(17);
        for (int i = 0; i < 400; i++)
        {
            // Another form than the model's: probit-like noise on a uniform skill, shared in part by the two courses.
            double general = random.NextGaussian();
            double[] first = [.. Enumerable.Range(0, Pairs).Select(_ => 1.5 * (random.NextDouble() - 0.5) * 2)];
            double[] second = Array.ConvertAll(first, own => (0.8 * own) + (0.5 * random.NextGaussian()));
            var answers = new List<(int Question, bool Correct)>();
            for (int concept = 0; concept < Pairs; concept++)
            {
                for (int q = 0; q < PerConcept; q++)
                    answers.Add(((concept * PerConcept) + q, general + first[concept] + random.NextGaussian() > 0));
            }

            var (blind, told) = (Folded(plain, answers), Folded(matched, answers));
            double gain = 0;
            for (int concept = 0; concept < Pairs; concept++)
            {
                int asked = (Pairs + concept) * PerConcept;
                bool correct = general + second[concept] + random.NextGaussian() > 0;
                gain += Loss(blind, plain.Questions[asked], correct) - Loss(told, matched.Questions[asked], correct);
            }

            gains.Add(gain / Pairs);
        }

        double mean = gains.Average();
        double error = Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / (gains.Count - 1.0) / gains.Count);
        (mean - (1.96 * error)).Should().BePositive("the paired interval of the gain lies above 0");
    }

    [Fact]
    public void Rebuild_gives_the_live_rows_with_matches_and_a_retention_of_ones_own()
    {
        var world = new PracticeWorld();
        world.Catalog = CatalogSnapshot.Build(new CatalogContent(
            2, world.Catalog.Courses, world.Catalog.Concepts, world.Catalog.Questions,
            [new Relation(new ConceptId(1), new ConceptId(4), RelationType.Matches, 0.8)],
            new Dictionary<QuestionId, QuestionState>()));
        var random = new Prng(5);
        var learner = PracticeWorld.Learner() with { DesiredRetention = 0.8 };
        world.Practise(learner, ref random, 400);
        var changed = learner with { DesiredRetention = 0.95 };
        var reviews = TracingRules.Default.Reviews.For(0.95);
        world.SetState(learner, world.StateOf(learner).Rescheduled(reviews));
        world.Submit(changed, Start.AddYears(1), PracticeWorld.Draft(1, Start.AddYears(1)));

        var change = Rebuild.Learner(
            TracingRules.Default, world.Catalog, changed, world.StateOf(learner), world.History(learner));

        change.State.ShouldEqual(world.StateOf(learner));
    }

    private static ConceptMastery Started(CatalogSnapshot catalog, bool correct)
    {
        var fold = Folded(catalog, [.. Enumerable.Range(0, 8).Select(q => (q, correct))]);
        return ConceptMastery.Of(
            TracingRules.Default, catalog, new LearnerSnapshot(PracticeWorld.Learner(), fold.ToState()),
            new ConceptId(Pairs + 1), Start.AddHours(1));
    }

    private static double Loss(LearnerFold fold, Question question, bool correct)
    {
        var standing = fold.StandingFor(question, Start.AddHours(2), true);
        double p = ResponseModel.Predict(standing, new Ability(0, 0), 0).Probability;
        return -Math.Log(correct ? p : 1 - p);
    }

    private static LearnerFold Folded(CatalogSnapshot catalog, List<(int Question, bool Correct)> answers)
    {
        var learner = PracticeWorld.Learner();
        var fold = new LearnerFold(TracingRules.Default, catalog, LearnerState.Empty, learner);
        for (int i = 0; i < answers.Count; i++)
        {
            var question = catalog.Questions[answers[i].Question];
            fold.Add(Answers.At(question, answers[i].Correct, Start.AddMinutes(i)), question);
        }

        return fold;
    }

    /// <summary>Two courses of six concepts each, of average difficulty; the n-th matches the n-th.</summary>
    private static CatalogSnapshot Two(bool matches) => CatalogSnapshot.Build(new CatalogContent(
        1,
        [new Course(new CourseId(1), "a", "A", 1), new Course(new CourseId(2), "b", "B", 1)],
        [
            .. Enumerable.Range(1, 2 * Pairs).Select(id => new Concept(
                new ConceptId(id), new CourseId(id <= Pairs ? 1 : 2), $"c{id}", $"Concept {id}", null, [], 20, 0.5, 1)),
        ],
        [
            .. Enumerable.Range(0, 2 * Pairs * PerConcept).Select(i => new Question(
                new QuestionId(i + 1), $"q{i}", "?", QuestionType.ShortAnswer,
                [new ConceptLink(new ConceptId(1 + (i / PerConcept)), 1)], [], new AnswerKey("yes", [], null), null, [],
                0.5, null, 1)),
        ],
        matches
            ?
            [
                .. Enumerable.Range(1, Pairs).Select(id => new Relation(
                    new ConceptId(id), new ConceptId(id + Pairs), RelationType.Matches)),
            ]
            : [],
        new Dictionary<QuestionId, QuestionState>()));
}
