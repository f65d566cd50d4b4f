using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Conformance.Kitchen;

/// <summary>Serves the kitchen schema, for suites that compare it with the reference implementation.</summary>
internal static class KitchenHost
{
    private const DirectiveLocations Executable =
        DirectiveLocations.Query | DirectiveLocations.Mutation | DirectiveLocations.Subscription
        | DirectiveLocations.Field | DirectiveLocations.FragmentDefinition | DirectiveLocations.FragmentSpread
        | DirectiveLocations.InlineFragment | DirectiveLocations.VariableDefinition;

    public static async Task RunAsync(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();

        // The servers that it is measured beside log nothing either.
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddScoped<MutationLog>();
        AddSchema(builder.Services.AddGraphQLServer(options =>
        {
            options.Cost = null;
            options.ServeIde = true;
        }));
        var app = builder.Build();
        app.Urls.Add(urls);
        app.MapGraphQL();
        await app.RunAsync();
    }

    public static GraphQLServerBuilder AddSchema(GraphQLServerBuilder builder) => builder
        .AddTypes(
            typeof(KitchenQueries), typeof(KitchenMutations), typeof(KitchenSubscriptions), typeof(LearnerFields),
            typeof(CourseFields), typeof(ExperimentFields), typeof(NameTaken), typeof(NotFound))
        .AddDirective(Note)
        .AddDirective(Mark)
        .ConfigureSchema(schema =>
        {
            schema.Description = "Kitchen-sink schema: every kind of type and every coercion position, with values "
                + "that are a pure function\nof the index, so that a second engine can implement it exactly. See "
                + "servers/KITCHEN.md for the value rules.";
            schema.Find("Query")!.Description = null;
            schema.Find("Mutation")!.Description = null;
            schema.Find("Subscription")!.Description = null;
            schema.Find("DateTime")!.Description = "An instant, always printed as yyyy-MM-ddTHH:mm:ssZ.";
        });

    private static DirectiveDefinition Note()
    {
        var note = new DirectiveDefinition("note", Executable)
        {
            Description = "A tag that changes nothing; usable in every executable place.",
            IsRepeatable = true,
        };
        note.Arguments.Add(new InputValueDefinition("text", Parser.ParseType("String")));
        note.Arguments.Add(new InputValueDefinition("level", Parser.ParseType("Level"))
        {
            DefaultValue = new EnumValueNode("BEGINNER"),
        });
        note.Arguments.Add(new InputValueDefinition("tags", Parser.ParseType("[String!]")));
        return note;
    }

    private static DirectiveDefinition Mark()
    {
        var mark = new DirectiveDefinition("mark", DirectiveLocations.Field) { Description = "Only on fields, once." };
        mark.Arguments.Add(new InputValueDefinition("id", Parser.ParseType("ID!")));
        return mark;
    }
}
