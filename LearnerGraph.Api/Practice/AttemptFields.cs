using LearnerGraph.Api.Content;
using LearnerGraph.Api.Recommendations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Practice;

[ObjectType<Attempt>(Name = "Attempt")]
[Node]
[GraphQLDescription("An answer. `solution` and `explanation` appear once it has been accepted.")]
public static class AttemptFields
{
    [GraphQLDescription("Global id.")]
    public static AttemptId Id([Parent] Attempt attempt) => attempt.Id;

    [GraphQLDescription("The client's own key for it.")]
    public static Guid ClientAttemptId([Parent] Attempt attempt) => attempt.ClientAttemptId;

    [GraphQLDescription("What was answered; archived questions too.")]
    public static async ValueTask<QuestionNode> QuestionAsync(
        [Parent] Attempt attempt, RequestCatalog catalogs, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(ct);
        return new QuestionNode(catalog, catalog.FindAny(attempt.Question)!);
    }

    [GraphQLDescription("When, never ahead of the server's clock.")]
    public static DateTimeOffset AnsweredAt([Parent] Attempt attempt) => attempt.AnsweredAt;

    [GraphQLDescription("From seeing the question to answering it.")]
    public static int DurationMs([Parent] Attempt attempt) => attempt.DurationMs;

    [GraphQLDescription("As given.")]
    public static string? Answer([Parent] Attempt attempt) => attempt.Answer;

    [GraphQLDescription("The verdict; null while it waits for one.")]
    public static bool? Correct([Parent] Attempt attempt) => attempt.Correct;

    [GraphQLDescription("What became of it.")]
    public static AttemptStatus Status([Parent] Attempt attempt) => attempt.Status;

    [GraphQLDescription("The learner's own word, where the question has no key.")]
    public static bool IsSelfGraded([Parent] Attempt attempt) => attempt.IsSelfGraded;

    [GraphQLDescription("Hints looked at.")]
    public static int HintsUsed([Parent] Attempt attempt) => attempt.HintsUsed;

    [GraphQLDescription("The right answer; null until this one has been accepted.")]
    public static async ValueTask<string?> SolutionAsync(
        [Parent] Attempt attempt, RequestCatalog catalogs, CancellationToken ct) =>
        await KeyOfAsync(attempt, catalogs, ct) is { } question ? question.Solution.Answer : null;

    [GraphQLDescription("Why it is right; null until this one has been accepted.")]
    public static async ValueTask<string?> ExplanationAsync(
        [Parent] Attempt attempt, RequestCatalog catalogs, CancellationToken ct) =>
        (await KeyOfAsync(attempt, catalogs, ct))?.Explanation;

    [GraphQLDescription("The recommendation that led to it.")]
    public static async ValueTask<RecommendationNode?> RecommendationAsync(
        [Parent] Attempt attempt, SetLoader sets, CancellationToken ct) =>
        attempt.Recommendation is { } id ? await sets.FindAsync(id, ct) : null;

    [NodeResolver]
    public static async ValueTask<Attempt?> FindAsync(
        AttemptId id, AttemptLoader attempts, Caller caller, CancellationToken ct) =>
        await attempts.LoadAsync(id, ct) is { } attempt && caller.MayRead(attempt.Learner) is null ? attempt : null;

    private static async ValueTask<Question?> KeyOfAsync(
        Attempt attempt, RequestCatalog catalogs, CancellationToken ct) =>
        attempt.Status is AttemptStatus.Accepted ? (await catalogs.GetAsync(ct)).FindAny(attempt.Question) : null;
}

/// <summary>Attempts by id, all of a request in one round trip.</summary>
public sealed class AttemptLoader(IPracticeStore practice, Caller caller) : BatchDataLoader<AttemptId, Attempt>
{
    protected override ValueTask<IReadOnlyDictionary<AttemptId, Attempt>> LoadBatchAsync(
        IReadOnlyList<AttemptId> keys, CancellationToken ct) =>
        practice.FindAttemptsAsync(caller.Tenant, keys, ct);
}
