namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>The installation's own switch; each tenant has one more, in the store.</summary>
public sealed record ExperimentOptions
{
    public const string Section = "Experiments";

    public bool Enabled { get; init; } = true;

    /// <summary>Share of the learners that no experiment treats, the same ones for all of them.</summary>
    public double HoldoutShare { get; init; }
}
