using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>A similarity in a word.</summary>
public enum SimilarityBand
{
    NotSimilar = 1,
    SomewhatSimilar,
    Similar,
    VerySimilar,
    Identical,
}

/// <summary>
/// Where the bands of a space begin: each is half-open, [its threshold, the next one's), so that every similarity is
/// in exactly one.
/// </summary>
public sealed record SimilarityBands
{
    /// <summary>0.5, 0.7, 0.9, and 1 less the rounding of floats.</summary>
    public static readonly SimilarityBands Default = new(0.5, 0.7, 0.9, 1 - 1e-6);

    private SimilarityBands(double somewhat, double similar, double very, double identical) =>
        (Somewhat, Similar, Very, Identical) = (somewhat, similar, very, identical);

    public double Somewhat { get; }

    public double Similar { get; }

    public double Very { get; }

    public double Identical { get; }

    /// <summary>Invalid unless the thresholds rise.</summary>
    public static Result<SimilarityBands> Create(double somewhat, double similar, double very, double identical) =>
        somewhat < similar && similar < very && very < identical && double.IsFinite(somewhat + identical)
            ? new SimilarityBands(somewhat, similar, very, identical)
            : new Problem.Invalid("The thresholds of similarity bands must rise.");

    /// <summary>The one band that a similarity is in; NaN is not similar.</summary>
    public SimilarityBand Of(double similarity) =>
        similarity >= Identical ? SimilarityBand.Identical
        : similarity >= Very ? SimilarityBand.VerySimilar
        : similarity >= Similar ? SimilarityBand.Similar
        : similarity >= Somewhat ? SimilarityBand.SomewhatSimilar
        : SimilarityBand.NotSimilar;
}
