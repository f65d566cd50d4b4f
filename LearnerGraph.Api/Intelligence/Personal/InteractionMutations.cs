using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.Personal.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence.Personal;

[MutationType]
public static class InteractionMutations
{
    [GraphQLDescription("What a learner saw and chose in a search or a set: what personal vectors learn from.")]
    public static async ValueTask<RecordInteractionsPayload> RecordInteractionsAsync(
        [GraphQLDescription("Whose, and what.")] RecordInteractionsInput input,
        Caller caller,
        RecordInteractions record,
        CancellationToken ct)
    {
        Result<InteractionSession>[] sessions = [.. input.Sessions.Select(one => Read(input.LearnerId, one))];
        return (await record.RunAsync(caller, input.LearnerId, sessions, ct)).TryGet(out var kept, out var problem)
            ? new(kept.Accepted, kept.Duplicates, [.. kept.Problems.Select(one => one.ToError())])
            : new(0, 0, problem.ToErrors());
    }

    private static Result<InteractionSession> Read(LearnerId learner, InteractionSessionInput input)
    {
        var shown = new List<ContentKey>(input.ShownIds.Count);
        foreach (var id in input.ShownIds)
        {
            if (KeyOf(id) is not { } key) return NoItem(id, "shownIds");
            shown.Add(key);
        }

        var events = new List<InteractionEvent>(input.Events.Count);
        foreach (var one in input.Events)
        {
            if (KeyOf(one.ObjectId) is not { } key) return NoItem(one.ObjectId, "events");
            events.Add(new InteractionEvent(key, one.Kind, one.OccurredAt, one.DwellMs));
        }

        return new InteractionSession(
            learner, input.ClientSessionId, input.Query, shown, events, input.StartedAt, input.DurationMs,
            input.IsIrrelevant ?? false);
    }

    private static ContentKey? KeyOf(string id) =>
        int.TryParse(GlobalId.Read("Concept", id), out var concept) ? new(ContentKind.Concept, concept)
        : int.TryParse(GlobalId.Read("Question", id), out var question) ? new(ContentKind.Question, question)
        : null;

    private static Problem.Invalid NoItem(string id, string field) =>
        new($"\"{(id.Length <= 40 ? id : id[..40])}\" is no id of a Concept or a Question.") { Path = [field] };
}

[InputType]
[GraphQLDescription("Something that a learner did with what was shown.")]
public sealed record InteractionEventInput(
    [GraphQLDescription("With which Concept or Question.")] [GraphQLType("ID!")] string ObjectId,
    [GraphQLDescription("What.")] InteractionKind Kind,
    [GraphQLDescription("By the client's clock.")] DateTimeOffset OccurredAt,
    [GraphQLDescription("How long, of a stay; milliseconds.")] int? DwellMs = null);

[InputType]
[GraphQLDescription("What a learner saw in a search or a set, and what they did; `shownIds` in the order shown.")]
public sealed record InteractionSessionInput(
    [GraphQLDescription("The search's `sessionId`, or an own one: sending it again is safe.")] Guid ClientSessionId,
    [GraphQLDescription("Concepts and questions, up to 200.")] [GraphQLType("[ID!]!")] IReadOnlyList<string> ShownIds,
    [GraphQLDescription("Up to 1,000; up to 10 are learned from.")] IReadOnlyList<InteractionEventInput> Events,
    [GraphQLDescription("By the client's clock.")] DateTimeOffset StartedAt,
    [GraphQLDescription("From the first sight to the last.")] int DurationMs,
    [GraphQLDescription("What was searched for; null for a set.")] string? Query = null,
    [GraphQLDescription("Nothing of it was meant; it is not learned from.")] [GraphQLDefault("false")]
    bool? IsIrrelevant = false);

[InputType]
[GraphQLDescription("Sessions of one learner.")]
public sealed record RecordInteractionsInput(
    [GraphQLDescription("Whose.")] LearnerId LearnerId,
    [GraphQLDescription("Up to 100.")] IReadOnlyList<InteractionSessionInput> Sessions,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("What became of sessions.")]
public sealed record RecordInteractionsPayload(
    [GraphQLDescription("Kept now.")] int Accepted,
    [GraphQLDescription("Known before; they changed nothing.")] int Duplicates,
    [GraphQLDescription("Why sessions were not kept.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);
