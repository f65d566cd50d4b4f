using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Practice;

[ObjectType]
[GraphQLDescription("What became of one answer.")]
public sealed record AttemptResult(
    [GraphQLDescription("As given.")] Guid ClientAttemptId,
    [GraphQLDescription("Whether it counts.")] AttemptStatus Status,
    [GraphQLDescription("The verdict; null while it waits for one.")] bool? Correct,
    [GraphQLDescription("The right answer, once this one has been accepted.")] string? Solution,
    [GraphQLDescription("Why it is right, once this one has been accepted.")] string? Explanation,
    [GraphQLDescription("Why it was rejected.")] IError? Error)
{
    /// <summary>
    /// The key is told to those who have answered, by this row or by the earlier one that it repeats.
    /// </summary>
    internal static AttemptResult Of(TracedRow row, AttemptDraft draft, string givenQuestion, CatalogSnapshot catalog)
    {
        var isAnswered = row.Status is AttemptStatus.Accepted
            || (row.Status is AttemptStatus.Duplicate && row.Stored is null or { Status: AttemptStatus.Accepted });
        var question = isAnswered && row.Correct is not null
            ? catalog.FindAny(row.Stored?.Question ?? draft.Question)
            : null;
        var error = row.Problem?.ToError();
        if (error is NotFoundError && draft.Question == default)
        {
            error = new InvalidInputError($"\"{givenQuestion}\" is no id of a Question.", "BAD_USER_INPUT", error.Path);
        }

        return new AttemptResult(
            row.ClientAttemptId, row.Status, row.Correct, question?.Solution.Answer, question?.Explanation, error);
    }
}

[ObjectType]
[GraphQLDescription("What became of a submission; good rows are kept whatever happened to others.")]
public sealed record SubmitAttemptsPayload(
    [GraphQLDescription("Rows stored now, those that wait for review among them.")] int Accepted,
    [GraphQLDescription("Rows seen before; they changed nothing.")] int Duplicates,
    [GraphQLDescription("Row by row, in the order of the input.")] IReadOnlyList<AttemptResult> Results,
    [GraphQLDescription("Why nothing was stored, or the problems of single rows.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null)
{
    /// <summary>Whose answers; null where the submission was refused.</summary>
    [GraphQLIgnore]
    public LearnerId? Of { get; init; }

    [GraphQLIgnore]
    public IReadOnlyList<ConceptId> Touched { get; init; } = [];
}

[ExtendObjectType<SubmitAttemptsPayload>]
public static class SubmitAttemptsPayloadFields
{
    [GraphQLDescription("Beliefs that moved.")]
    public static async ValueTask<IReadOnlyList<MasteryNode>> MasteryAsync(
        [Parent] SubmitAttemptsPayload payload,
        SnapshotLoader snapshots,
        RequestCatalog catalogs,
        MasteryView view,
        CancellationToken ct) =>
        payload.Of is { } id && await snapshots.LoadAsync(id, ct) is { } found
            ? view.Of(found, await catalogs.GetAsync(ct), payload.Touched)
            : [];

    [GraphQLDescription("All streaks, as they stand now.")]
    public static async ValueTask<IReadOnlyList<StreakNode>> StreaksAsync(
        [Parent] SubmitAttemptsPayload payload, SnapshotLoader snapshots, StreakView view, CancellationToken ct) =>
        payload.Of is { } id && await snapshots.LoadAsync(id, ct) is { } found ? view.Of(found) : [];

    [GraphQLDescription("Whose answers.")]
    public static async ValueTask<LearnerNode?> LearnerAsync(
        [Parent] SubmitAttemptsPayload payload, SnapshotLoader snapshots, CancellationToken ct) =>
        payload.Of is { } id ? await LearnerFields.LoadAsync(id, snapshots, ct) : null;
}
