using System.Text;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Tests.GraphQL.Validation;

/// <summary>Hostile documents cost no more than their length, or are refused with a code that says so.</summary>
public class ValidationLimitTests
{
    private static readonly Schema Schema =
        SchemaReader.Read("type Query { a: Query b: Query c: Int d(x: Int): Int }");

    [Fact]
    public void Fragments_that_double_thirty_times_are_validated_in_linear_time()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 30; i++)
        {
            text.Append($" fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}");
        }

        text.Append(" fragment F30 on Query { c }");

        Codes(text.ToString(), maxMergeWork: 500).Should().BeEmpty();
    }

    [Fact]
    public void Fields_that_double_thirty_times_are_validated_in_linear_time()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 30; i++)
        {
            text.Append($" fragment F{i} on Query {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }}");
        }

        text.Append(" fragment F30 on Query { c }");

        Codes(text.ToString(), maxMergeWork: 500).Should().BeEmpty();
    }

    [Fact]
    public void Aliases_that_double_thirty_times_are_validated_in_linear_time()
    {
        // Both ways give the same response names, so that the sets below meet at every level.
        var text = new StringBuilder("{ ...F0 ...G0 }");
        for (var i = 0; i < 30; i++)
        {
            text.Append($" fragment F{i} on Query {{ x: a {{ ...F{i + 1} ...G{i + 1} }} }}");
            text.Append($" fragment G{i} on Query {{ x: a {{ ...G{i + 1} ...F{i + 1} }} }}");
        }

        text.Append(" fragment F30 on Query { c } fragment G30 on Query { c }");

        Codes(text.ToString(), maxMergeWork: 1_000).Should().BeEmpty();
    }

    [Fact]
    public void Depth_through_fragments_is_refused()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 300; i++)
        {
            text.Append($" fragment F{i} on Query {{ a {{ ...F{i + 1} }} }}");
        }

        text.Append(" fragment F300 on Query { c }");

        Codes(text.ToString()).Should().Equal(ErrorCodes.DepthLimit);
    }

    [Fact]
    public void Chains_of_a_hundred_thousand_fragments_do_not_end_the_process()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append($" fragment F{i} on Query {{ ...F{i + 1} }}");
        }

        text.Append(" fragment F100000 on Query { c }");
        var document = Parser.Parse(text.ToString(), ParserOptions.Trusted);

        DocumentValidator.Validate(Schema, document).Should().OnlyContain(
            error => error.Code == ErrorCodes.DepthLimit || error.Code == ErrorCodes.FragmentLimit);
    }

    [Fact]
    public void Merging_is_bounded_by_a_budget()
    {
        var text = "{" + string.Concat(Enumerable.Repeat("d(x: 1) ", 1_500)) + "}";

        Codes(text, maxMergeWork: 1_000, maxRootFields: 10_000).Should().Equal(ErrorCodes.MergeLimit);
    }

    [Fact]
    public void Fragments_reached_by_many_operations_are_bounded()
    {
        var text = new StringBuilder("fragment F0 on Query { ...F1 } fragment F1 on Query { c }");
        for (var i = 0; i < 600; i++)
        {
            text.Append($" query Q{i} {{ ...F0 }}");
        }

        Codes(text.ToString()).Should().Contain(ErrorCodes.FragmentLimit);
    }

    [Fact]
    public void Root_fields_are_bounded_through_fragments()
    {
        var fields = string.Concat(Enumerable.Range(0, 200).Select(i => $"x{i}: c "));

        Codes($"{{ {fields} }}").Should().BeEmpty();
        Codes($"{{ {fields} ...F }} fragment F on Query {{ {fields.Replace("x", "y")} }}")
            .Should().Equal(ErrorCodes.RootFieldLimit);
    }

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { name } } } } } }", true)]
    [InlineData("{ __schema { types { fields { type { fields { type { interfaces { name } } } } } } } }", false)]
    [InlineData("{ __type(name: \"Query\") { ...F } } fragment F on __Type { fields { type { ...G } } } "
        + "fragment G on __Type { possibleTypes { inputFields { name } } }", false)]
    public void Introspection_in_circles_is_refused(string text, bool isAllowed)
    {
        if (isAllowed)
        {
            Codes(text).Should().BeEmpty();
        }
        else
        {
            Codes(text).Should().Equal(ErrorCodes.IntrospectionLimit);
        }
    }

    [Fact]
    public void The_usual_introspection_query_is_within_the_limits()
    {
        var ofType = "kind name";
        for (var i = 0; i < 9; i++)
        {
            ofType = $"kind name ofType {{ {ofType} }}";
        }

        var query = "query IntrospectionQuery { __schema { description queryType { name kind } types { ...FullType } "
            + "directives { name isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } } "
            + "fragment FullType on __Type { kind name specifiedByURL isOneOf fields(includeDeprecated: true) { name "
            + "args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason } "
            + "inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } "
            + "enumValues(includeDeprecated: true) { name } possibleTypes { ...TypeRef } } "
            + "fragment InputValue on __InputValue { name type { ...TypeRef } defaultValue isDeprecated } "
            + $"fragment TypeRef on __Type {{ {ofType} }}";

        Codes(query).Should().BeEmpty();
    }

    private static List<string?> Codes(string text, int maxMergeWork = 100_000, int maxRootFields = 256)
    {
        var options = ValidationOptions.Default with { MaxMergeWork = maxMergeWork, MaxRootFields = maxRootFields };
        var document = Parser.Parse(text, new ParserOptions { MaxAliases = 10_000 });
        return [.. DocumentValidator.Validate(Schema, document, options).Select(error => error.Code)];
    }
}
