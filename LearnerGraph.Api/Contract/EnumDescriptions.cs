using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Mastery.Calibration;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Explaining;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Contract;

/// <summary>What the domain's enums mean to clients; the domain itself knows nothing of schemas.</summary>
internal static class EnumDescriptions
{
    public static GraphQLServerBuilder DescribeEnums(this GraphQLServerBuilder builder) => builder
        .DescribeEnum(
            "How one concept stands to another.",
            (RelationType.Requires, "`to` has to be learned before `from`."),
            (RelationType.Extends, "`from` goes further than `to`."),
            (RelationType.Matches, "Both say much the same; has no direction."))
        .DescribeEnum(
            "Which end of a relation a concept stands at.",
            (RelationDirection.Outgoing, "The concept is `from`."),
            (RelationDirection.Incoming, "The concept is `to`."))
        .DescribeEnum(
            "Where a relation comes from.",
            (RelationOrigin.Authored, "An author wrote it."),
            (RelationOrigin.Imported, "It came with a file."),
            (RelationOrigin.Detected, "It was proposed by the machine and accepted by a person."))
        .DescribeEnum(
            "What a learner did with something that was shown.",
            (InteractionKind.Click, "Opened it."),
            (InteractionKind.Dwell, "Stayed with it for a while."),
            (InteractionKind.Dismiss, "Put it away."))
        .DescribeEnum(
            "Where learning from a session stands.",
            (ImprovementStatus.Pending, "It waits."),
            (ImprovementStatus.Processing, "It is in work."),
            (ImprovementStatus.Done, "The learner's vectors have moved."),
            (ImprovementStatus.Failed, "It was given up after three tries."),
            (ImprovementStatus.Skipped, "It tells nothing that could be learned."))
        .DescribeEnum(
            "What became of a proposed relation.",
            (ProposalState.Proposed, "It waits for an author."),
            (ProposalState.Accepted, "It is in the graph."),
            (ProposalState.Rejected, "It does not come again while both texts stay as they are."))
        .DescribeEnum(
            "A similarity in a word.",
            (SimilarityBand.NotSimilar, "Below 0.5."),
            (SimilarityBand.SomewhatSimilar, "From 0.5 to below 0.7."),
            (SimilarityBand.Similar, "From 0.7 to below 0.9."),
            (SimilarityBand.VerySimilar, "From 0.9 to below 1."),
            (SimilarityBand.Identical, "1, but for rounding."))
        .DescribeEnum(
            "How a question is answered, and so how it is graded.",
            (QuestionType.MultipleChoice, "One of the options."),
            (QuestionType.ShortAnswer, "A few words; case and spacing do not count."),
            (QuestionType.Numeric, "A number, within a tolerance."),
            (QuestionType.Coding, "A program; a person grades it."),
            (QuestionType.Essay, "A text; a person grades it."))
        .DescribeEnum(
            "Where a learner says to stand; gives the first beliefs.",
            (SkillLevel.Beginner, "Knows little of it yet."),
            (SkillLevel.Intermediate, "Knows some of it."),
            (SkillLevel.Advanced, "Knows much of it."))
        .DescribeEnum(
            "Four steps from no evidence to mastery.",
            (MasteryLevel.NotStarted, "No evidence yet."),
            (MasteryLevel.Learning, "Less likely right than wrong."),
            (MasteryLevel.Proficient, "More likely right than wrong."),
            (MasteryLevel.Mastered, "At or above the threshold, with enough attempts."))
        .DescribeEnum(
            "Which curve describes the answers to a question.",
            (ResponseCurve.OneParameter, "Only its difficulty differs from other questions'."),
            (ResponseCurve.TwoParameter, "It also tells strong from weak learners better or worse than others do."))
        .DescribeEnum(
            "What is kept up.",
            (StreakKind.DailyPractice, "Days with enough practice."),
            (StreakKind.WeeklyGoal, "Weeks that reach the goal in minutes."),
            (StreakKind.ConceptMastery, "Weeks that bring newly mastered concepts."))
        .DescribeEnum(
            "What a streak or goal counts.",
            (StreakUnit.Days, "Local days."),
            (StreakUnit.Minutes, "Minutes of practice."),
            (StreakUnit.Questions, "Answered questions."),
            (StreakUnit.Concepts, "Newly mastered concepts."))
        .DescribeEnum(
            "What became of a submitted answer.",
            (AttemptStatus.Accepted, "Stored and judged."),
            (AttemptStatus.Duplicate, "Its `clientAttemptId` was seen before; nothing changed."),
            (AttemptStatus.Rejected, "Not stored; `error` says why."),
            (AttemptStatus.PendingReview, "Stored; no belief moves before an author has graded it."))
        .DescribeEnum(
            "What the answer was given on.",
            (DeviceKind.Web, "A computer."),
            (DeviceKind.Mobile, "A phone."),
            (DeviceKind.Tablet, "A tablet."))
        .DescribeEnum(
            "The three kinds of advice that a set mixes.",
            (Lane.NextQuestion, "Something new at the right difficulty."),
            (Lane.SpacedReview, "Something that is about to be forgotten."),
            (Lane.StreakGoal, "A goal that keeps the habit going."))
        .DescribeEnum(
            "How a set came about.",
            (RecommendationSource.Computed, "Just now."),
            (RecommendationSource.Cache, "Earlier, and nothing has changed since."),
            (RecommendationSource.Stale, "Earlier; served because the deadline passed or a part was down."),
            (RecommendationSource.Degraded, "By simpler rules, for the same reason."))
        .DescribeEnum(
            "How much of an explanation is told.",
            (ExplanationLevel.Simple, "Reasons and how much each counted."),
            (ExplanationLevel.Detailed, "Also the evidence in the graph and what would have changed it."),
            (ExplanationLevel.Technical, "Also policy, models, propensity and timing; for staff."))
        .DescribeEnum(
            "The life of a served item.",
            (RecommendationStatus.Pending, "Served."),
            (RecommendationStatus.Shown, "Seen by the learner."),
            (RecommendationStatus.Accepted, "Taken up."),
            (RecommendationStatus.Rejected, "Turned down; stays away for a while."),
            (RecommendationStatus.Completed, "Done."),
            (RecommendationStatus.Expired, "Out of date before anything was done with it."))
        .DescribeEnum(
            "The kinds of goal that the streak lane offers.",
            (StreakGoalKind.KeepToday, "Practise today, to keep the streak."),
            (StreakGoalKind.DailyMinutes, "Practise a little longer than usual today."),
            (StreakGoalKind.WeeklyGoal, "Reach this week's goal."),
            (StreakGoalKind.Milestone, "Reach the next celebrated length."),
            (StreakGoalKind.PersonalBest, "Beat the longest streak so far."),
            (StreakGoalKind.Comeback, "Come back after a pause."),
            (StreakGoalKind.ConceptMastery, "Master a concept."))
        .DescribeEnum(
            "How a piece of background work stands.",
            (RunStatus.Queued, "Asked for; no worker has it yet."),
            (RunStatus.Running, "A worker has it."),
            (RunStatus.Succeeded, "Done."),
            (RunStatus.Skipped, "Nothing had to be done, or could be; the message says which."),
            (RunStatus.Failed, "Given up; the message says why."),
            (RunStatus.Cancelled, "Stopped because somebody asked for it."))
        .DescribeEnum(
            "What set a run going.",
            (RunTrigger.Person, "Somebody asked for it."),
            (RunTrigger.Schedule, "It was due."),
            (RunTrigger.Retry, "An earlier run had failed or was cancelled."))
        .DescribeEnum(
            "How far a version of a model has come.",
            (ModelStage.Candidate, "Trained, and nothing more."),
            (ModelStage.Shadow, "Scores beside what is served; its scores are logged and reach nobody."),
            (ModelStage.Production, "Serves."),
            (ModelStage.Archived, "Has served, or was passed over."))
        .DescribeEnum(
            "What an asset is cut by.",
            (PartitionKind.Whole, "Nothing: it is one part."),
            (PartitionKind.Course, "A part for each course."),
            (PartitionKind.Experiment, "A part for each experiment."),
            (PartitionKind.Week, "A part for each ISO week."))
        .DescribeEnum(
            "What became of a served item.",
            (FeedbackAction.Shown, "The learner saw it."),
            (FeedbackAction.Clicked, "Counts for the click-through rate."),
            (FeedbackAction.Accepted, "The learner means to do it."),
            (FeedbackAction.Started, "Counts as begun."),
            (FeedbackAction.Rejected, "The learner does not want it; it stays away for a while."),
            (FeedbackAction.Ignored, "Seen and passed over."),
            (FeedbackAction.Completed, "Done."));
}
