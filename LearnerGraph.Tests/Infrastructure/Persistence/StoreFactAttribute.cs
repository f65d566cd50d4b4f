using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>
/// A fact of a contract, which every provider's subclass inherits; skipped in those that need PostgreSQL where there
/// is none (in CI it fails).
/// </summary>
[XunitTestCaseDiscoverer(
    $"LearnerGraph.Tests.Infrastructure.Persistence.{nameof(StoreFactDiscoverer)}", "LearnerGraph.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Marks the subclass of a contract that runs on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgresAttribute : Attribute;

public sealed class StoreFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new StoreTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the runner, which fills it in.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(
        IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
        ?? (PostgresServer.IsSkipped
            && TestMethod.TestClass.Class.GetCustomAttributes(typeof(OnPostgresAttribute)).Any()
                ? PostgresServer.Missing
                : null);
}
