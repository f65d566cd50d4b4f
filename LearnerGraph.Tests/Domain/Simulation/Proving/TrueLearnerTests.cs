using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Simulation.Proving;
using LearnerGraph.Infrastructure.Import.Sample;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Domain.Simulation.Proving;

public sealed class TrueLearnerTests
{
    private static readonly CatalogSnapshot Catalog = InMemoryCatalog.Of(SampleContent.Build());
    private static readonly TrueCourse Course = new(Catalog, Catalog.Courses[0], 7);
    private static readonly Forgetting Usual = new(2.5, 60);

    [Fact]
    public void Strength_fades_and_never_below_nothing()
    {
        var skill = default(TrueSkill).After(10, true, 0.5, Usual);

        double last = 1;
        for (int day = 10; day < 200; day += 5)
        {
            double strength = skill.Strength(day, Usual);
            strength.Should().BeInRange(0, last);
            last = strength;
        }
    }

    [Fact]
    public void After_spaced_answers_more_remains_than_after_crammed_ones()
    {
        TrueSkill crammed = default, spaced = default;
        for (int i = 0; i < 5; i++)
        {
            crammed = crammed.After(20 + (i * 0.001), true, 0.3, Usual);
            spaced = spaced.After(i * 5, true, 0.3, Usual);
        }

        crammed.Strength(20.1, Usual).Should().BeGreaterThan(spaced.Strength(20.1, Usual) * 0.9);
        spaced.Strength(50, Usual).Should().BeGreaterThan(1.5 * crammed.Strength(50, Usual));
    }

    [Fact]
    public void Strength_stays_within_its_bounds_whatever_is_answered()
    {
        var random = new Prng(3);
        var skill = TrueSkill.KnownBefore(0.8);
        double day = 0;
        for (int i = 0; i < 2000; i++)
        {
            day += random.NextDouble() * 4;
            skill = skill.After(day, random.NextDouble() < 0.6, random.NextDouble(), Usual);
            skill.Strength(day, Usual).Should().BeInRange(0, 1);
        }
    }

    [Fact]
    public void Chance_rises_with_strength_and_stays_a_probability()
    {
        var learner = new TrueLearner(Course, 7, 0);
        int question = Catalog.Table.OfConcept(Course.Concepts[0])[0];
        double before = learner.Chance(question, 100);
        for (int i = 0; i < 8; i++) learner.Learn(question, 100, 0.7, true);

        learner.Chance(question, 100).Should().BeGreaterThan(before).And.BeLessThan(1);
    }

    [Fact]
    public void Readiness_makes_what_rests_on_nothing_slower_to_learn()
    {
        var learner = new TrueLearner(Course, 7, 1);
        int above = Array.Find(Course.Concepts, concept => Catalog.Graph.Prerequisites(concept).Length > 0
            && learner.Strength(concept, 0) == 0
            && Catalog.Graph.Prerequisites(concept).ToArray().All(below => learner.Strength(below, 0) == 0));
        double unready = learner.After(above, 0, 0.7, true).Strength(0, learner.Forgetting);
        foreach (int below in Catalog.Graph.Prerequisites(above))
        {
            int question = Catalog.Table.OfConcept(below)[0];
            for (int i = 0; i < 12; i++) learner.Learn(question, 0, 0.7, true);
        }

        learner.After(above, 0, 0.7, true).Strength(0, learner.Forgetting).Should().BeGreaterThan(2 * unready);
    }
}
