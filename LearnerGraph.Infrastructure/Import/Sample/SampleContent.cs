using System.Globalization;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Three small courses of our own, generated: the same seed gives the same drafts.</summary>
public static class SampleContent
{
    public const ulong DefaultSeed = 20_260_101;

    public const int DefaultQuestionsPerConcept = 26;

    private const int Levels = 5;

    private static readonly (CourseDraft Course, IReadOnlyList<Topic>[] Parts)[] Courses =
    [
        (new CourseDraft("algebra", "Algebra foundations"),
            [NumberTopics.All, FractionTopics.All, EquationTopics.All, LineTopics.All, QuadraticTopics.All]),
        (new CourseDraft("statistics", "Statistics and probability"), [StatisticsTopics.All, ProbabilityTopics.All]),
        (new CourseDraft("logic-csharp", "Logic and programming in C#"), [LogicTopics.All, ProgrammingTopics.All]),
    ];

    /// <summary>Courses, concepts with their relations, and questions with computed answers.</summary>
    public static CatalogDrafts Build(
        ulong seed = DefaultSeed, int questionsPerConcept = DefaultQuestionsPerConcept)
    {
        var concepts = new List<ConceptDraft>();
        var questions = new List<QuestionDraft>();
        foreach (var (course, parts) in Courses)
        {
            foreach (var topic in parts.SelectMany(part => part))
            {
                concepts.Add(new ConceptDraft(
                    topic.Key, course.Key, topic.Name, topic.Description, Topic.Keys(topic.Tags), topic.Minutes,
                    topic.Difficulty, Topic.Keys(topic.Requires), Topic.Keys(topic.Extends),
                    Topic.Keys(topic.Matches)));
                Write(topic, new Dice(seed + (ulong)concepts.Count), questionsPerConcept, questions);
            }
        }

        return new CatalogDrafts
        {
            Courses = [.. Courses.Select(one => one.Course)],
            Concepts = concepts,
            Questions = questions,
        };
    }

    private static void Write(Topic topic, Dice dice, int count, List<QuestionDraft> into)
    {
        // A topic with few distinct exercises gives fewer than asked, rather than the same one twice.
        var prompts = new HashSet<string>(StringComparer.Ordinal);
        for (int attempt = 0; prompts.Count < count && attempt < count * 20; attempt++)
        {
            int number = prompts.Count, level = 1 + (number * Levels / count);
            var exercise = topic.Templates[attempt % topic.Templates.Length](dice, level);
            if (!prompts.Add(exercise.Prompt)) continue;
            into.Add(Draft(topic, number + 1, level, exercise, dice));
        }
    }

    private static QuestionDraft Draft(Topic topic, int number, int level, Exercise exercise, Dice dice)
    {
        // One in three is a choice where the typical mistakes make good options; typing is the better exercise.
        bool isChoice = exercise.Type == QuestionType.MultipleChoice || (number % 3 == 0 && exercise.Wrong.Length >= 3);
        double step = (level - 3) * 0.08;
        double wobble = (dice.Int(-30, 30) / 1000.0) - (isChoice ? 0.05 : 0);
        var links = new List<ConceptLinkDraft> { new(topic.Key) };
        if (level >= 4 && Topic.Keys(topic.Requires) is [var first, ..]) links.Add(new ConceptLinkDraft(first, 0.3));
        return new QuestionDraft(
            string.Create(CultureInfo.InvariantCulture, $"{topic.Key}-{number:00}"),
            links,
            exercise.Prompt,
            isChoice ? QuestionType.MultipleChoice : exercise.Type,
            isChoice ? dice.Shuffle([exercise.Answer, .. exercise.Wrong.Take(3)]) : [],
            exercise.Answer,
            isChoice ? null : exercise.Accepted,
            null,
            exercise.Explanation,
            [exercise.Hint],
            Math.Round(Math.Clamp(topic.Difficulty + step + wobble, 0.05, 0.95), 3),
            60 + (60 * level));
    }
}
