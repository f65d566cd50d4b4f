using LearnerGraph.Domain.Intelligence;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>How far and how thoroughly one learner's vectors move.</summary>
public sealed record AdjusterOptions
{
    public const string Section = "Personal";

    public string Adjuster { get; init; } = "margin";

    /// <summary>conservative .01, balanced .05, aggressive .1: radians of a step at most.</summary>
    public string Rate { get; init; } = "balanced";

    /// <summary>quick 8, standard 15, deep 40.</summary>
    public string Iterations { get; init; } = "standard";

    /// <summary>Degrees that a vector stays within of the common one.</summary>
    public double MaxAngle { get; init; } = 10;

    /// <summary>Of the soft maximum over parts: small looks at the nearest part, large at their mean.</summary>
    public double Temperature { get; init; } = 0.1;

    public double Step => Rate switch { "conservative" => 0.01, "aggressive" => 0.1, _ => 0.05 };

    public int Rounds => Iterations switch { "quick" => 8, "deep" => 40, _ => 15 };

    public IVectorAdjuster Build() => Adjuster == "cubic" ? new CubicAdjuster() : new MarginAdjuster(this);
}
