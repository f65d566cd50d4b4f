using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Explaining;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[ExtendObjectType<RecommendationNode>]
public static class RecommendationExplanationFields
{
    [GraphQLDescription("Why it was served, from the stored trace; TECHNICAL is for staff.")]
    public static async ValueTask<ExplanationNode?> ExplanationAsync(
        [Parent] RecommendationNode node,
        Caller caller,
        RequestCatalog catalogs,
        ExplainRecommendation explain,
        [GraphQLDescription("How much of it.")] ExplanationLevel? level = ExplanationLevel.Simple,
        CancellationToken ct = default)
    {
        var catalog = await catalogs.GetAsync(ct);
        var explained = await explain.RunAsync(
            caller, node.Of.Set, node.Item, catalog, level ?? ExplanationLevel.Simple, ct);
        return new ExplanationNode(explained.OrThrow(), catalog);
    }
}

/// <summary>An explanation, and the snapshot that its concepts are in.</summary>
public sealed record ExplanationNode(Explanation Explanation, CatalogSnapshot Catalog);

[ObjectType<ExplanationNode>(Name = "Explanation")]
[GraphQLDescription("Why an item was served, told from the stored set alone.")]
public static class ExplanationFields
{
    [GraphQLDescription("As asked.")]
    public static ExplanationLevel Level([Parent] ExplanationNode node) => node.Explanation.Level;

    [GraphQLDescription("Up to three, with this learner's numbers, the strongest first.")]
    public static IReadOnlyList<string> MainReasons([Parent] ExplanationNode node) => node.Explanation.MainReasons;

    [GraphQLDescription("In a few sentences.")]
    public static string Narrative([Parent] ExplanationNode node) => node.Explanation.Narrative;

    [GraphQLDescription("Contributions to the score; they add up to it within 1e-9.")]
    public static IReadOnlyList<FeatureContribution> FeatureContributions([Parent] ExplanationNode node) =>
        node.Explanation.Contributions;

    [GraphQLDescription("Each contribution's share of the sum of magnitudes; they add up to 1.")]
    public static IReadOnlyList<FeatureImportance> FeatureImportance([Parent] ExplanationNode node) =>
        node.Explanation.Importance;

    [GraphQLDescription("How far to trust it.")]
    public static ConfidenceFactors ConfidenceFactors([Parent] ExplanationNode node) => node.Explanation.Confidence;

    [GraphQLDescription("Prerequisite evidence: why this concept is open to the learner now. From DETAILED on.")]
    public static IReadOnlyList<EvidenceNode> Evidence([Parent] ExplanationNode node) =>
    [
        .. node.Explanation.Evidence.Where(evidence => node.Catalog.Find(evidence.Concept) is not null)
            .Select(evidence => new EvidenceNode(evidence, node.Catalog.Node(evidence.Concept)!)),
    ];

    [GraphQLDescription("The smallest change that would have kept this recommendation away. From DETAILED on.")]
    public static string? Counterfactual([Parent] ExplanationNode node) => node.Explanation.Counterfactual;

    [GraphQLDescription("What computed it. TECHNICAL only.")]
    public static AlgorithmDetails? Algorithm([Parent] ExplanationNode node) => node.Explanation.Algorithm;
}

[ObjectType<FeatureContribution>]
[GraphQLDescription("What one feature brought to the score.")]
public static class FeatureContributionFields
{
    [GraphQLDescription("Name.")]
    public static string Feature([Parent] FeatureContribution one) => one.Feature;

    [GraphQLDescription("Its value for this item, in [0, 1].")]
    public static double Value([Parent] FeatureContribution one) => one.Value;

    [GraphQLDescription("Value times weight.")]
    public static double Contribution([Parent] FeatureContribution one) => one.Contribution;

    [GraphQLDescription("What it measures.")]
    public static string Description([Parent] FeatureContribution one) => one.Description;
}

[ObjectType<FeatureImportance>]
[GraphQLDescription("A contribution's share of the sum of magnitudes.")]
public static class FeatureImportanceFields
{
    [GraphQLDescription("Name.")]
    public static string Feature([Parent] FeatureImportance one) => one.Feature;

    [GraphQLDescription("In [0, 1].")]
    public static double Importance([Parent] FeatureImportance one) => one.Importance;
}

[ObjectType<ConfidenceFactors>]
[GraphQLDescription("How far to trust an item; each in [0, 1] and computed.")]
public static class ConfidenceFactorsFields
{
    [GraphQLDescription("Certainty of the estimate, evidence and choice.")]
    public static double AlgorithmConfidence([Parent] ConfidenceFactors one) => one.AlgorithmConfidence;

    [GraphQLDescription("Volume and freshness of the learner's answers.")]
    public static double DataQuality([Parent] ConfidenceFactors one) => one.DataQuality;

    [GraphQLDescription("Share of the score that rests on what this learner did or chose.")]
    public static double PersonalizationStrength([Parent] ConfidenceFactors one) => one.PersonalizationStrength;
}

/// <summary>A concept that speaks for an item.</summary>
public sealed record EvidenceNode(Evidence Evidence, ConceptNode Concept);

[ObjectType<EvidenceNode>(Name = "ConceptEvidence")]
[GraphQLDescription("One concept that speaks for an item, with the belief at serving time.")]
public static class EvidenceFields
{
    [GraphQLDescription("Which.")]
    public static ConceptNode Concept([Parent] EvidenceNode node) => node.Concept;

    [GraphQLDescription("concept, prerequisite or unlocks.")]
    public static string Role([Parent] EvidenceNode node) => node.Evidence.Role;

    [GraphQLDescription("Of a right answer, in [0, 1].")]
    public static double? Probability([Parent] EvidenceNode node) => node.Evidence.Probability;

    [GraphQLDescription("Of recall, in [0, 1].")]
    public static double? Retrievability([Parent] EvidenceNode node) => node.Evidence.Retrievability;
}

[ObjectType<AlgorithmDetails>]
[GraphQLDescription("What computed an item; for staff.")]
public static class AlgorithmFields
{
    [GraphQLDescription("The ranking policy.")]
    public static string Name([Parent] AlgorithmDetails details) => details.Name;

    [GraphQLDescription("Of the policy.")]
    public static string Version([Parent] AlgorithmDetails details) => details.Version;

    [GraphQLDescription("Of the experiment that chose it.")]
    public static string? Variant([Parent] AlgorithmDetails details) => details.Variant;

    [GraphQLDescription("Chance with which the policy puts this item here, in (0, 1].")]
    public static double Propensity([Parent] AlgorithmDetails details) => details.Propensity;

    [GraphQLDescription("Considered in all lanes.")]
    public static int Candidates([Parent] AlgorithmDetails details) => details.Candidates;

    [GraphQLDescription("What the computation took.")]
    public static double ComputeMicroseconds([Parent] AlgorithmDetails details) => details.ComputeMicroseconds;

    [GraphQLDescription("Of the models that scored.")]
    public static IReadOnlyList<string> ModelVersions([Parent] AlgorithmDetails details) => details.ModelVersions;
}
