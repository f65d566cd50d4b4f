using System.Reflection;
using System.Runtime.CompilerServices;

namespace LearnerGraph.Tests.Architecture;

public sealed class DomainPurityTests
{
    [Fact]
    public void Domain_has_no_clock_chance_format_or_framework() =>
        PurityRules.Violations(SourceTree.Of("LearnerGraph.Domain")).Should().BeEmpty();

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var x = Random.Shared.NextDouble();")]
    [InlineData("using System.Text.Json;")]
    [InlineData("public async Task RunAsync()")]
    [InlineData("catch (Exception e)")]
    [InlineData("var id = Guid.NewGuid();")]
    public void Violations_sees_what_is_not_pure(string line) =>
        PurityRules.Violations([new SourceFile("LearnerGraph.Domain/Content/A.cs", line)]).Should().HaveCount(1);

    [Fact]
    public void Domain_methods_never_await() =>
        typeof(LearnerGraph.Domain.Kernel.Problem).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
                | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
            .Select(m => $"{m.DeclaringType}.{m.Name}")
            .Should().BeEmpty();

    [Fact]
    public void Domain_values_cannot_be_changed_from_outside() =>
        Setters(typeof(LearnerGraph.Domain.Kernel.Problem).Assembly.GetTypes()).Should().BeEmpty();

    [Fact]
    public void Setters_sees_a_property_that_can_be_changed() =>
        Setters([typeof(Changeable)]).Should().Equal("Changeable.Value");

    private static IEnumerable<string> Setters(IEnumerable<Type> types) =>
        from type in types
        where type.IsPublic
        from property in type.GetProperties(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            && property.GetIndexParameters().Length == 0
        select $"{type.Name}.{property.Name}";
}

public sealed class Changeable
{
    public int Value { get; set; }
}
