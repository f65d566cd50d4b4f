namespace LearnerGraph.Domain.Mastery;

/// <summary>
/// What the response model assumes before it has seen anything: how widely abilities and difficulties lie, how fast
/// they
/// move, and what practice adds. Logits; variances in squared logits.
/// </summary>
/// <remarks>Defaults were tuned on the training folds of public data only: docs/algorithms/mastery.md says
/// how.</remarks>
public sealed record ResponseParameters
{
    public static readonly ResponseParameters Default = new();

    /// <summary>Prior mean of general ability by what a learner says of themselves.</summary>
    public double BeginnerAbility { get; init; } = -0.4;

    /// <summary>An average learner: the zero of the scale.</summary>
    public double IntermediateAbility { get; init; }

    public double AdvancedAbility { get; init; } = 0.4;

    /// <summary>Prior variance of general ability, which its uncertainty never exceeds later.</summary>
    public double AbilityVariance { get; init; } = 1.2;

    /// <summary>Added to the variance of general ability by every attempt.</summary>
    public double AbilityNoise { get; init; } = 0.0003;

    /// <summary>Added to the variance of general ability by every day without practice.</summary>
    public double AbilityNoisePerDay { get; init; } = 0.009;

    /// <summary>How far form moves away from general ability.</summary>
    public double FormVariance { get; init; } = 0.45;

    /// <summary>Share of form that outlasts one attempt.</summary>
    public double FormPersistence { get; init; } = 0.8;

    /// <summary>Share of form that outlasts a day's pause.</summary>
    public double FormPersistencePerDay { get; init; } = 0.5;

    /// <summary>Prior variance of a concept's offset from general ability.</summary>
    public double OffsetVariance { get; init; } = 0.2;

    /// <summary>Its variance grows with time to this at most.</summary>
    public double MaxOffsetVariance { get; init; } = 1;

    /// <summary>Added to the variance of the offset by every attempt at the concept.</summary>
    public double OffsetNoise { get; init; } = 0.0125;

    /// <summary>Added to the variance of the offset by every day since the last attempt at the concept.</summary>
    public double OffsetNoisePerDay { get; init; } = 0.015;

    /// <summary>What the s-th right answer adds to the offset: this times ln((1 + s) / s).</summary>
    public double SuccessGrowth { get; init; } = 0.57;

    /// <summary>Logits that total forgetting takes: the offset is lowered by this times (1 - recall).</summary>
    public double RecallWeight { get; init; } = 0.25;

    /// <summary>Correlation between the offsets of two concepts that MATCH with weight 1.</summary>
    public double TransferWeight { get; init; } = 0.7;

    /// <summary>Prior variance of a question's difficulty around what is known before its first answer.</summary>
    public double DifficultyVariance { get; init; } = 1.4;

    /// <summary>
    /// Added to the variance of a question's difficulty by every answer, so that it can follow a change.
    /// </summary>
    public double DifficultyNoise { get; init; } = 0.003;

    /// <summary>Share of a full answer's evidence that a right answer with hints carries.</summary>
    public double HintedEvidence { get; init; } = 0.5;
}
