using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Simulation;

/// <summary>A made-up learner, marked as synthetic, with everything they answered, oldest first.</summary>
/// <param name="Learner">Not yet stored: id 0.</param>
/// <param name="Attempts">With verdicts, for a service to hand in; with answers where there is a key.</param>
/// <param name="TrueChances">By attempt: its chance to be right, all that a perfect model could know.</param>
public sealed record SimulatedLearner(
    Learner Learner, IReadOnlyList<AttemptDraft> Attempts, IReadOnlyList<float> TrueChances);
