using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Faults;

public sealed class FaultListTests
{
    [Fact]
    public void Every_fault_of_the_list_has_a_test_and_every_test_of_a_fault_is_listed()
    {
        var listed = File.ReadLines(
                Path.Combine(SourceTree.Root, "LearnerGraph.Tests", "Faults", "faults.tsv"))
            .Select(line => line.Split('\t')[0]);
        var tested = typeof(FaultListTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.CustomAttributes)
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute)
                && (string)attribute.ConstructorArguments[0].Value! == "fault")
            .Select(attribute => (string)attribute.ConstructorArguments[1].Value!);

        listed.Should().BeEquivalentTo(tested.Distinct());
    }
}
