namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// Who tells one learner of the proving ground what to answer next. A recommender sees only what a product sees; an
/// oracle is handed the learner.
/// </summary>
public interface IGuide
{
    /// <summary>The next question, by dense index; -1 where there is nothing more to do now.</summary>
    int Next(DateTimeOffset now);

    /// <summary>What became of the question that was asked last.</summary>
    void Answered(int question, DateTimeOffset at, bool isRight, int durationMs);
}
