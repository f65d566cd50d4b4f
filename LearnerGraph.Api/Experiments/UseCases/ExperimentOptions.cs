namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>The installation's own switch; each tenant has one more, in the store.</summary>
public sealed record ExperimentOptions
{
    public const string Section = "Experiments";

    public bool Enabled { get; init; } = true;
}
