using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[ObjectType<RelationNode>(Name = "ConceptRelation")]
[GraphQLDescription("`from` REQUIRES `to`: `to` comes first.")]
public static class RelationFields
{
    [GraphQLDescription("The concept that the sentence begins with.")]
    public static ConceptNode From([Parent] RelationNode node) => node.Catalog.Node(node.Relation.From)!;

    [GraphQLDescription("The concept that the sentence ends with.")]
    public static ConceptNode To([Parent] RelationNode node) => node.Catalog.Node(node.Relation.To)!;

    [GraphQLDescription("The verb of the sentence.")]
    public static RelationType Type([Parent] RelationNode node) => node.Relation.Type;

    [GraphQLDescription("Strength, in (0, 1].")]
    public static double Weight([Parent] RelationNode node) => node.Relation.Weight;

    [GraphQLDescription("Where it comes from.")]
    public static RelationOrigin Origin([Parent] RelationNode node) => node.Relation.Origin;

    [GraphQLDescription("How sure the origin is, in [0, 1]; 1 for authored relations.")]
    public static double Confidence([Parent] RelationNode node) => node.Relation.Confidence;
}
