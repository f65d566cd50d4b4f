using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>@defer and @stream of the incremental delivery proposal.</summary>
internal static class IncrementalDirectives
{
    public static void AddTo(NamedList<DirectiveDefinition> directives)
    {
        directives.Add(With(
            new DirectiveDefinition("defer", DirectiveLocations.FragmentSpread | DirectiveLocations.InlineFragment)
            {
                Description = "The fragment may be delivered after the rest.",
            }));
        var stream = With(new DirectiveDefinition("stream", DirectiveLocations.Field)
        {
            Description = "Items of the list may be delivered after the rest.",
        });
        stream.Arguments.Add(new InputValueDefinition("initialCount", Reference.NonNull("Int"))
        {
            Description = "Items to deliver at once.", DefaultValue = new IntValueNode("0"),
        });
        directives.Add(stream);
    }

    private static DirectiveDefinition With(DirectiveDefinition directive)
    {
        directive.Arguments.Add(new InputValueDefinition("if", Reference.NonNull("Boolean"))
        {
            Description = "Applies when true.", DefaultValue = new BooleanValueNode(true),
        });
        directive.Arguments.Add(new InputValueDefinition("label", Reference.Named("String"))
        {
            Description = "Tells the deliveries apart.",
        });
        return directive;
    }
}
