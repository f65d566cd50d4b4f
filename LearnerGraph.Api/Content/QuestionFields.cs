using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

// Neither key nor explanation is a field here: they are served with an accepted answer only.
[ObjectType<QuestionNode>(Name = "Question")]
[Node]
[GraphQLDescription("One gradable exercise, linked to the concepts that it practises.")]
public static class QuestionFields
{
    [GraphQLDescription("Global id.")]
    public static QuestionId Id([Parent] QuestionNode node) => node.Question.Id;

    [GraphQLDescription("The author's own name for it, unique.")]
    public static string Key([Parent] QuestionNode node) => node.Question.Key;

    [GraphQLDescription("What is asked.")]
    public static string Prompt([Parent] QuestionNode node) => node.Question.Prompt;

    [GraphQLDescription("How it is answered.")]
    public static QuestionType Type([Parent] QuestionNode node) => node.Question.Type;

    [GraphQLDescription("What it practises, the main concept first.")]
    public static IReadOnlyList<ConceptNode> Concepts([Parent] QuestionNode node) =>
        node.Index < 0
            ? node.Catalog.Nodes(node.Question.Concepts.Select(link => link.Concept))
            : node.Catalog.ConceptNodes(node.Catalog.Table.ConceptsOf(node.Index));

    [GraphQLDescription("What to choose from; null where the answer is free.")]
    public static IReadOnlyList<string>? Options([Parent] QuestionNode node) =>
        node.Question.Options.Count > 0 ? node.Question.Options : null;

    [GraphQLDescription("Help in the order in which it is to be shown.")]
    public static IReadOnlyList<string> Hints([Parent] QuestionNode node) => node.Question.Hints;

    [GraphQLDescription("0 easy to 1 hard: the predicted share of wrong answers of an average learner.")]
    public static double Difficulty([Parent] QuestionNode node) =>
        node.Index < 0
            ? node.Question.Difficulty
            : Probability.ShareWrong(node.Catalog.Table.Difficulty[node.Index]);

    [GraphQLDescription("Raised with every change; give it back as `expectedVersion`.")]
    public static int Version([Parent] QuestionNode node) => node.Question.Version;

    [GraphQLDescription("Seconds that an answer may take.")]
    public static int? TimeLimitSeconds([Parent] QuestionNode node) => node.Question.TimeLimitSeconds;

    [GraphQLDescription("Accepted answers so far.")]
    public static int AttemptCount([Parent] QuestionNode node) => StateOf(node).Attempts;

    [GraphQLDescription("Share of right answers; null before the first.")]
    public static double? CorrectRate([Parent] QuestionNode node) =>
        StateOf(node) is { Attempts: > 0 } state ? (double)state.Correct / state.Attempts : null;

    [NodeResolver]
    public static async ValueTask<QuestionNode?> FindAsync(
        QuestionId id, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Node(id);

    private static QuestionState StateOf(QuestionNode node) =>
        node.Index < 0 ? default : node.Catalog.Table.States[node.Index];
}
