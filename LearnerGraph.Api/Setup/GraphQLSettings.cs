using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;
using static LearnerGraph.Api.Setup.Setting;

namespace LearnerGraph.Api.Setup;

/// <summary>What the endpoint takes: which documents, how many at once, and how large each may be.</summary>
internal static class GraphQLSettings
{
    public static readonly IReadOnlyList<Setting> All =
    [
        Words("GraphQL:TrustedDocuments", "",
            "A file with the clients' documents, as their builds write it: a JSON object of id and text."),
        Flag("GraphQL:TrustedOnly", false, "Whether only those documents are executed."),
        Flag("GraphQL:AutomaticPersistedQueries", false,
            "Whether clients may register a document under its hash and send the hash from then on."),
        Whole("GraphQL:BatchSize", 0, 0, 10, "Operations in one request; 0 takes no batches."),
        Whole("Limits:RequestSeconds", 30, 1, 600, "What a request may take, in seconds."),
        Whole("Limits:RequestBytes", 2_097_152, 1_024, 100_000_000, "Largest request body, in bytes."),
        Whole("Limits:JsonDepth", 64, 4, 256, "Nesting of a request's JSON."),
        Whole("Limits:Tokens", ParserOptions.Default.MaxTokens, 100, 1_000_000, "Tokens of a document."),
        Whole("Limits:Nesting", ParserOptions.Default.MaxDepth, 10, 500, "Nesting of a document's text."),
        Whole("Limits:Depth", ValidationOptions.Default.MaxDepth, 5, 500,
            "Nesting of fields, fragments put in their places."),
        Whole("Limits:Fields", ParserOptions.Default.MaxFields, 10, 100_000, "Fields of a document."),
        Whole("Limits:RootFields", ValidationOptions.Default.MaxRootFields, 1, 10_000, "Root fields of an operation."),
        Whole("Limits:Aliases", ParserOptions.Default.MaxAliases, 0, 100_000, "Aliases of a document."),
        Whole("Limits:Directives", ParserOptions.Default.MaxDirectives, 1, 1_000, "Directives at one place."),
        Whole("Limits:FragmentVisits", ValidationOptions.Default.MaxFragmentVisits, 1, 100_000,
            "Fragments that an operation reaches."),
        Whole("Limits:MergeComparisons", ValidationOptions.Default.MaxMergeWork, 1_000, 10_000_000,
            "Steps of the check that equal names can be merged."),
        Whole("Limits:ValidationErrors", ValidationOptions.Default.MaxErrors, 1, 100,
            "After so many errors a document is judged no further."),
        Whole("Limits:IntrospectionDepth", ValidationOptions.Default.MaxIntrospectionLists, 1, 10,
            "Lists of introspection inside of each other."),
        Number("Limits:FieldCost", CostOptions.Default.MaxFieldCost, 1, 1_000_000,
            "What the fields of an operation may cost, by @cost and @listSize."),
        Number("Limits:TypeCost", CostOptions.Default.MaxTypeCost, 1, 1_000_000,
            "How many objects an operation may ask for, by @listSize."),
    ];

    public static void Read(this GraphQLOptions options, IConfiguration settings)
    {
        int Of(string key, int usual) => settings.GetValue($"Limits:{key}", usual);

        options.TrustedDocumentsOnly = settings.GetValue("GraphQL:TrustedOnly", false);
        options.AllowAutomaticPersistedQueries = settings.GetValue("GraphQL:AutomaticPersistedQueries", false);
        options.MaxBatchSize = settings.GetValue("GraphQL:BatchSize", 0);
        options.ExecutionTimeout = TimeSpan.FromSeconds(Of("RequestSeconds", 30));
        options.MaxRequestBytes = Of("RequestBytes", 2_097_152);
        options.MaxJsonDepth = Of("JsonDepth", options.MaxJsonDepth);
        var (parsing, validation, cost) = (ParserOptions.Default, ValidationOptions.Default, CostOptions.Default);
        options.Parsing = parsing with
        {
            MaxTokens = Of("Tokens", parsing.MaxTokens),
            MaxDepth = Of("Nesting", parsing.MaxDepth),
            MaxFields = Of("Fields", parsing.MaxFields),
            MaxAliases = Of("Aliases", parsing.MaxAliases),
            MaxDirectives = Of("Directives", parsing.MaxDirectives),
        };
        options.Validation = validation with
        {
            MaxDepth = Of("Depth", validation.MaxDepth),
            MaxRootFields = Of("RootFields", validation.MaxRootFields),
            MaxFragmentVisits = Of("FragmentVisits", validation.MaxFragmentVisits),
            MaxMergeWork = Of("MergeComparisons", validation.MaxMergeWork),
            MaxErrors = Of("ValidationErrors", validation.MaxErrors),
            MaxIntrospectionLists = Of("IntrospectionDepth", validation.MaxIntrospectionLists),
        };
        options.Cost = cost with
        {
            MaxFieldCost = settings.GetValue("Limits:FieldCost", cost.MaxFieldCost),
            MaxTypeCost = settings.GetValue("Limits:TypeCost", cost.MaxTypeCost),
        };
    }
}
