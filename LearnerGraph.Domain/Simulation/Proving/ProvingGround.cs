using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// Where guides are compared on made-up learners whose truth is known. It judges what a policy does under these
/// assumptions; it is no evidence about people.
/// </summary>
/// <remarks>
/// The same seed and index give the same learner, days and luck under every guide, so that differences are paired. Pure
/// and safe to call side by side. See docs/algorithms/simulation.md for every form and constant.
/// </remarks>
public sealed class ProvingGround
{
    /// <summary>Midnight of every learner's first day.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Strength that counts as mastered, as the chance to know an average question.</summary>
    private const double MasteredFrom = 0.7;

    private readonly CatalogSnapshot _catalog;
    private readonly ulong _seed;
    private readonly int _days;
    private readonly TrueCourse[] _courses;

    /// <param name="days">From joining to the judgement.</param>
    public ProvingGround(CatalogSnapshot catalog, ulong seed, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        (_catalog, _seed, _days) = (catalog, seed, days);
        _courses = [.. catalog.Courses.Select(course => new TrueCourse(catalog, course, seed))
            .Where(course => course.Concepts.Length > 0)];
        if (_courses.Length == 0) throw new ArgumentException("A proving ground needs a course with questions.");
    }

    public CatalogSnapshot Catalog => _catalog;

    /// <summary>What a product is told of a learner before the first answer.</summary>
    public (Learner Learner, CourseId Course) Enrol(int index)
    {
        var course = CourseOf(index);
        var learner = new Learner(
            new LearnerId(index + 1), TenantId.Default, $"proving-{index}", $"proving-{index}", null, "UTC",
            new TrueLearner(course, _seed, index).Declared, 0.5, [], Personalization: true, Experiments: true, Start,
            null, 1, IsSynthetic: true);
        return (learner, course.Course.Id);
    }

    /// <summary>The learner's days in the course's order with reviews at a fixed interval.</summary>
    /// <param name="onQuestion">Told of every question answered.</param>
    public ProvingLife LiveByCurriculum(int index, Action<int>? onQuestion) =>
        Live(index, new FixedCurriculum(CourseOf(index), onQuestion));

    /// <summary>The same without anybody listening.</summary>
    public ProvingLife LiveByCurriculum(int index) => LiveByCurriculum(index, null);

    /// <summary>The learner's days with a guide who knows the truth.</summary>
    public ProvingLife LiveByOracle(int index)
    {
        var course = CourseOf(index);
        var learner = new TrueLearner(course, _seed, index);
        return Live(course, learner, index, new Oracle(course, learner, DayOf(Start) + _days));
    }

    /// <summary>The learner's days with that guide.</summary>
    public ProvingLife Live(int index, IGuide guide)
    {
        var course = CourseOf(index);
        return Live(course, new TrueLearner(course, _seed, index), index, guide);
    }

    internal static double DayOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 86_400.0;

    private TrueCourse CourseOf(int index) => _courses[index % _courses.Length];

    private ProvingLife Live(TrueCourse course, TrueLearner learner, int index, IGuide guide)
    {
        double first = DayOf(Start), motivation = 0.6, seconds = 0, before = Mastery(course, learner, first).Mean;
        int answers = 0, right = 0, activeDays = 0, lastDay = -9;
        bool isGone = false;
        for (int day = 0; day < _days && !isGone; day++)
        {
            var luck = Prng.Stream(_seed ^ 0x9E37_79B9_7F4A_7C15, ((ulong)index << 10) | (uint)day);
            double comes = learner.Habit.Zeal * learner.Habit.ByWeekday[(day + 1) % 7] * (0.4 + motivation);
            if (lastDay == day - 1) comes += learner.Habit.Momentum;
            double hour = 16 + (2.5 * luck.NextGaussian());
            if (luck.NextDouble() >= comes && day > 0) continue;

            var at = Start.AddDays(day).AddHours(Math.Clamp(hour, 6, 21));
            var session = new ProvingSession(course, learner, guide, at);
            session.Run(ref luck);
            if (session.Answers == 0) continue;

            (activeDays, lastDay) = (activeDays + 1, day);
            (answers, right, seconds) = (answers + session.Answers, right + session.Right, seconds + session.Seconds);

            // Moods move slowly: full pleasure or full frustration changes motivation by an eighth at most.
            motivation = Math.Clamp(motivation + (0.12 * session.Pleasure(learner.Comfort)) - 0.02, 0, 1);
            double despair = 1 - motivation;
            isGone = luck.NextDouble() < 0.004 + (0.08 * despair * despair * despair);
        }

        var (mean, mastered) = Mastery(course, learner, first + _days);
        return new ProvingLife(
            before, mean, Mastery(course, learner, first + _days + 30).Mean, mastered, seconds / 60, answers, right,
            activeDays, isGone);
    }

    private static (double Mean, double Mastered) Mastery(TrueCourse course, TrueLearner learner, double day)
    {
        double sum = 0;
        int mastered = 0;
        foreach (int concept in course.Concepts)
        {
            double known = learner.Mastery(concept, learner.Strength(concept, day));
            sum += known;
            if (known >= MasteredFrom) mastered++;
        }

        return (sum / course.Concepts.Length, (double)mastered / course.Concepts.Length);
    }
}

/// <summary>What became of one learner under one guide.</summary>
/// <param name="Before">Mean true chance over the course's concepts to know an average question, on joining.</param>
/// <param name="Mastery">The same at the end: what guides are compared by.</param>
/// <param name="Later">The same after thirty more days without practice.</param>
/// <param name="Mastered">Share of concepts known with chance 0.7 or more at the end.</param>
/// <param name="IsGone">Gave up before the end.</param>
public readonly record struct ProvingLife(
    double Before, double Mastery, double Later, double Mastered, double Minutes, int Answers, int Right,
    int ActiveDays, bool IsGone);
