namespace LearnerGraph.GraphQL.Validation;

/// <summary>What validation reports, and how much work one document may ask for.</summary>
public sealed record ValidationOptions
{
    public static readonly ValidationOptions Default = new();

    /// <summary>Without limits; for suites that compare verdicts.</summary>
    public static readonly ValidationOptions Unlimited = new()
    {
        MaxErrors = int.MaxValue,
        MaxDepth = 10_000,
        MaxRootFields = int.MaxValue,
        MaxFragmentVisits = int.MaxValue,
        MaxMergeWork = 10_000_000,
        MaxIntrospectionLists = int.MaxValue,
        MaxIntrospectionTypes = int.MaxValue,
    };

    /// <summary>After so many errors validation stops.</summary>
    public int MaxErrors { get; init; } = 5;

    /// <summary>Nesting of fields once fragments are put in their places.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Fields at the root of one operation, written there or in fragments.</summary>
    public int MaxRootFields { get; init; } = 256;

    /// <summary>Fragments reached from operations, counted once per operation.</summary>
    public int MaxFragmentVisits { get; init; } = 1_000;

    /// <summary>Steps of the check that equal response names can be merged.</summary>
    public int MaxMergeWork { get; init; } = 100_000;

    /// <summary>Lists of introspection (fields, interfaces, possibleTypes, inputFields) inside each other.</summary>
    public int MaxIntrospectionLists { get; init; } = 3;

    /// <summary>Nesting of <c>ofType</c>.</summary>
    public int MaxIntrospectionTypes { get; init; } = 16;

    /// <summary>False where introspection is switched off; <c>__typename</c> stays.</summary>
    public bool AllowIntrospection { get; init; } = true;
}
