using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

/// <summary>What the enums of experiments mean to clients.</summary>
internal static class ExperimentEnums
{
    public static GraphQLServerBuilder DescribeExperiments(this GraphQLServerBuilder builder) => builder
        .DescribeEnum(
            "Where an experiment stands in its life.",
            (ExperimentStatus.Draft, "Planned; may still be changed."),
            (ExperimentStatus.Running, "Takes learners in."),
            (ExperimentStatus.Paused, "Takes nobody new in; the enrolled keep their variant."),
            (ExperimentStatus.Stopped, "Treats nobody; its results stay."),
            (ExperimentStatus.Decided, "A person has decided."))
        .DescribeEnum(
            "What figures advise, or a person decides.",
            (Decision.Ship, "The treatment is better and harms nothing that is guarded."),
            (Decision.RollBack, "The treatment does harm."),
            (Decision.KeepRunning, "Not shown yet."),
            (Decision.Inconclusive, "Over, without a difference shown."),
            (Decision.Invalid, "The arms are not as planned; nothing can be believed."))
        .DescribeEnum(
            "Why a metric is looked at.",
            (MetricRole.Primary, "It decides."),
            (MetricRole.Secondary, "It explains."),
            (MetricRole.Guardrail, "It must not get worse."))
        .DescribeEnum(
            "Whether the data allow an answer.",
            (AnalysisStatus.Ok, "They do."),
            (AnalysisStatus.InsufficientData, "Fewer than two learners in an arm."),
            (AnalysisStatus.ZeroVariance, "Everybody has the same value."),
            (AnalysisStatus.NonFiniteInput, "A value is no number."),
            (AnalysisStatus.InvalidArgument, "What was asked makes no sense."),
            (AnalysisStatus.BaselineZero, "The control has nothing to be relative to."),
            (AnalysisStatus.IllConditioned, "The numbers do not carry enough digits."),
            (AnalysisStatus.Unbounded, "The answer has no bounds."))
        .DescribeEnum(
            "What an effect of this size is called: below 0.2, 0.5, 0.8, and above.",
            (EffectMagnitude.Negligible, "d below 0.2."),
            (EffectMagnitude.Small, "d below 0.5."),
            (EffectMagnitude.Medium, "d below 0.8."),
            (EffectMagnitude.Large, "d of 0.8 or more."))
        .DescribeEnum(
            "How always-valid figures are made.",
            (SequentialMethod.None, "Not at all: one look, at the planned end."),
            (SequentialMethod.ConfidenceSequence, "Asymptotic confidence sequence."),
            (SequentialMethod.Msprt, "Mixture sequential probability ratio test."),
            (SequentialMethod.GroupSequential, "Weekly looks that spend alpha, most of it at the end."))
        .DescribeEnum(
            "What is assigned as a whole.",
            (AssignmentUnit.Learner, "Each learner alone."),
            (AssignmentUnit.Class, "All learners of a class together."))
        .DescribeEnum(
            "What an experiment can be judged by: one number per learner, from daily facts after first exposure.",
            (MetricKind.PracticeMinutes, "Minutes since the day of exposure."),
            (MetricKind.PracticeMinutes7D, "Minutes on days 1 to 7 after exposure."),
            (MetricKind.RetentionD1, "Practised on the day after exposure."),
            (MetricKind.RetentionD7, "Practised on day 7 after exposure."),
            (MetricKind.RetentionD28, "Practised on day 28 after exposure."),
            (MetricKind.MasteryGain, "Concepts that became mastered."),
            (MetricKind.Accuracy, "Correct answers over answers."),
            (MetricKind.ClickThroughRate, "Items clicked over items seen."),
            (MetricKind.CompletionRate, "Items completed over items begun."),
            (MetricKind.StreakKept, "At least six of days 1 to 7 with enough minutes."),
            (MetricKind.AnswerLatency, "Seconds for an answer."),
            (MetricKind.ErrorRate, "Wrong answers over answers."),
            (MetricKind.DismissalRate, "Items turned down over items seen."));
}
