using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>A course's content, looked at for what would harm those who build upon it.</summary>
internal sealed class CatalogValidated(ICatalogSource catalogs) : IAsset
{
    public const string Name = "catalog_validated";

    public AssetDefinition Definition { get; } = new(
        Name, "content", "AUTHOR", 1, "Courses whose concepts and questions are fit to build upon.", [],
        PartitionKind.Course);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await catalogs.GetAsync(tenant, ct)).Courses.Select(course =>
            new PartitionSource(course.Key, course.Version.ToString(CultureInfo.InvariantCulture), course.Version)),
    ];

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var content = CourseContent.Of(await catalogs.GetAsync(work.Tenant, ct), work.Source.Key);
        var rows = content.Concepts.Count + content.Questions.Count;
        return new AssetProduct(content.Hash(), rows, rows, rows, Checks(content));
    }

    private static AssetCheck[] Checks(CourseContent content)
    {
        var practised = content.Questions.SelectMany(question => question.Concepts).Select(link => link.Concept)
            .ToHashSet();
        return
        [
            AssetCheck.Some("concepts_exist", "at least one concept", content.Concepts.Count),
            AssetCheck.Some("questions_exist", "at least one question", content.Questions.Count, isBlocking: false),
            AssetCheck.None(
                "questions_can_be_graded", "an answer key for every question that the server grades",
                [.. content.Questions.Where(IsWithoutKey).Select(question => question.Key)]),
            AssetCheck.None(
                "choices_hold_the_answer", "the right answer among the options of every choice question",
                [.. content.Questions.Where(IsWithoutRightOption).Select(question => question.Key)]),
            AssetCheck.None(
                "concepts_have_questions", "a question for every concept",
                [.. content.Concepts.Where(one => !practised.Contains(one.Id)).Select(one => one.Key)], false),
            AssetCheck.None(
                "names_differ", "no two concepts of one name",
                [.. content.Concepts.GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Count() > 1).Select(group => group.Key)], false),
        ];
    }

    private static bool IsWithoutKey(Question question) =>
        question.Type is QuestionType.MultipleChoice or QuestionType.ShortAnswer or QuestionType.Numeric
        && string.IsNullOrWhiteSpace(question.Solution.Answer) && question.Solution.AcceptedAnswers.Count == 0;

    private static bool IsWithoutRightOption(Question question) =>
        question is { Type: QuestionType.MultipleChoice, Solution.Answer: { } answer }
        && !question.Options.Any(option => AnswerText.Normalize(option) == AnswerText.Normalize(answer));
}
