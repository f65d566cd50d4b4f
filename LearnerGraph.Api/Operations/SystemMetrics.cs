namespace LearnerGraph.Api.Operations;

/// <summary>What operators are told of the service and of learning in their tenant.</summary>
/// <param name="Process">What this process has counted, as /metrics shows it at this moment.</param>
/// <param name="Label">The label of the tenant in it.</param>
public sealed record SystemMetrics(MetricReadings Process, string Label);
