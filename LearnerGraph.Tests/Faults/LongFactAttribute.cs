using Xunit.Abstractions;
using Xunit.Sdk;

namespace LearnerGraph.Tests.Faults;

/// <summary>A test that takes too long to run each time: it is there in a run of faults.sh only.</summary>
[XunitTestCaseDiscoverer("LearnerGraph.Tests.Faults.LongFactDiscoverer", "LearnerGraph.Tests")]
public sealed class LongFactAttribute : FactAttribute;

public sealed class LongFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        FaultRun.IsLong
            ? [new XunitTestCase(
                messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod)]
            : [];
}
