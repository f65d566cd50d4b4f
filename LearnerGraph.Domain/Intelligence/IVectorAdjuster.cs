namespace LearnerGraph.Domain.Intelligence;

/// <summary>A text that was shown, as vectors of its parts: one part for a short text.</summary>
/// <param name="Originals">The parts one after the other, each of length 1: what everybody sees.</param>
/// <param name="Present">The same parts as this learner's vectors stand now.</param>
/// <param name="IsChosen">Whether the learner took it, or looked at it and left it.</param>
public sealed record ShownVector(ContentKey Key, float[] Originals, float[] Present, bool IsChosen);

/// <summary>
/// Moves one learner's vectors so that what was chosen comes nearer to the query and what was left goes away from it;
/// pure. Called by what works through a learner's sessions.
/// </summary>
public interface IVectorAdjuster
{
    /// <summary>As settings name it.</summary>
    string Name { get; }

    /// <summary>The parts of each text after the adjustment, of length 1, in the order given.</summary>
    /// <param name="query">Of length 1; it does not move.</param>
    float[][] Adjust(ReadOnlySpan<float> query, IReadOnlyList<ShownVector> shown);
}
