using System.Reflection;

namespace LearnerGraph.Tests.Architecture;

public sealed class HouseRuleTests
{
    [Fact]
    public void Sources_keep_the_house_style() =>
        HouseRules.Violations(SourceTree.Everything.Where(f => !f.Path.Contains("/Architecture/"))).Should().BeEmpty();

    [Theory]
    [InlineData("/// <summary></summary>")]
    [InlineData("    /// <param name=\"x\"> </param>")]
    [InlineData("    #region Fields")]
    [InlineData("namespace LearnerGraph.Domain.Elsewhere;")]
    [InlineData("public sealed class LearnerService")]
    [InlineData("internal sealed record AttemptDto(int A);")]
    public void Violations_sees_what_the_house_does_not_want(string line) =>
        HouseRules.Violations([new SourceFile("LearnerGraph.Domain/Content/A.cs", line)]).Should().HaveCount(1);

    [Fact]
    public void Violations_sees_a_wide_line() =>
        HouseRules.Violations([new SourceFile("LearnerGraph.Domain/Content/A.cs", new string('x', 121))])
            .Should().HaveCount(1);

    [Fact]
    public void Pragmas_stay_under_ten() =>
        HouseRules.Pragmas(SourceTree.Everything).Should().HaveCountLessThan(10);

    [Fact]
    public void Pragmas_sees_one() =>
        HouseRules.Pragmas([new SourceFile("A.cs", "#pragma warning disable CA1000")]).Should().HaveCount(1);

    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them() =>
        HouseRules.Unsealed([.. Products().SelectMany(a => a.GetTypes())]).Should().BeEmpty();

    [Fact]
    public void Unsealed_sees_an_open_class() =>
        HouseRules.Unsealed([typeof(Open)]).Should().HaveCount(1);

    private static Assembly[] Products() =>
    [
        typeof(LearnerGraph.Domain.Kernel.Problem).Assembly,
        typeof(LearnerGraph.GraphQL.GraphQLException).Assembly,
        Assembly.Load("LearnerGraph.Infrastructure"),
        typeof(Program).Assembly,
    ];

#pragma warning disable CA1852 // open on purpose: it is what the rule must see
    private class Open;
#pragma warning restore CA1852
}
