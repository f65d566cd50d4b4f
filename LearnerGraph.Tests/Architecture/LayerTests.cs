using System.Xml.Linq;

namespace LearnerGraph.Tests.Architecture;

public sealed class LayerTests
{
    [Fact]
    public void Layers_and_folders_know_only_what_they_may() =>
        LayerRules.Violations(SourceTree.Product).Should().BeEmpty();

    [Theory]
    [InlineData("LearnerGraph.Domain/Content/A.cs", "using LearnerGraph.Infrastructure.Redis;")]
    [InlineData("LearnerGraph.Domain/Content/A.cs", "using LearnerGraph.Domain.Recommendations;")]
    [InlineData("LearnerGraph.Domain/Memory/A.cs", "var x = LearnerGraph.Domain.Mastery.Ability.Zero;")]
    [InlineData("LearnerGraph.Domain/Unlisted/A.cs", "using LearnerGraph.Domain.Kernel;")]
    [InlineData("LearnerGraph.Infrastructure/Redis/A.cs", "using LearnerGraph.GraphQL;")]
    [InlineData("LearnerGraph.GraphQL/Execution/A.cs", "using LearnerGraph.Domain.Kernel;")]
    [InlineData("LearnerGraph.GraphQL/Execution/A.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("LearnerGraph.Api/Content/A.cs", "using LearnerGraph.Infrastructure.Persistence;")]
    [InlineData("LearnerGraph.Api/Content/UseCases/A.cs", "using LearnerGraph.GraphQL;")]
    [InlineData("LearnerGraph.Api/Content/UseCases/A.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("LearnerGraph.Api/Learners/LearnerFields.cs", "await learners.SaveAsync(learner, ct);")]
    public void Violations_sees_a_forbidden_edge(string path, string line) =>
        LayerRules.Violations([new SourceFile(path, line)]).Should().NotBeEmpty();

    [Theory]
    [InlineData("LearnerGraph.Domain", "MathNet.Numerics", "System.Numerics.Tensors")]
    [InlineData("LearnerGraph.GraphQL")]
    [InlineData("LearnerGraph.Infrastructure", "../LearnerGraph.Domain/LearnerGraph.Domain.csproj")]
    public void Project_references_stay_within_the_house(string project, params string[] allowed)
    {
        var references = References(project);

        var wanted = project == "LearnerGraph.Infrastructure"
            ? references.Where(r => r.StartsWith("../", StringComparison.Ordinal))
            : references;
        wanted.Should().BeSubsetOf(allowed);
    }

    [Fact]
    public void Domain_references_no_framework_but_the_base_library() =>
        typeof(LearnerGraph.Domain.Kernel.Problem).Assembly.GetReferencedAssemblies().Select(a => a.Name)
            .Should().NotContain(name => name!.StartsWith("Microsoft.", StringComparison.Ordinal)
                || name.StartsWith("System.Text.Json", StringComparison.Ordinal)
                || name.StartsWith("LearnerGraph", StringComparison.Ordinal));

    private static string[] References(string project)
    {
        var document = XDocument.Load(Path.Combine(SourceTree.Root, project, $"{project}.csproj"));
        return [.. document.Descendants()
            .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'))];
    }
}
