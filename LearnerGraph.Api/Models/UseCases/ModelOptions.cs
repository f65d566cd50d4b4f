namespace LearnerGraph.Api.Models.UseCases;

/// <summary>How models are trained and let through; section Models of the settings.</summary>
public sealed record ModelOptions
{
    public const string Section = "Models";

    /// <summary>Fewer samples are not trained on.</summary>
    public int MinSamples { get; init; } = 1000;

    /// <summary>By how much a new version's interval may reach below what serves.</summary>
    public double Margin { get; init; } = 0.02;
}
