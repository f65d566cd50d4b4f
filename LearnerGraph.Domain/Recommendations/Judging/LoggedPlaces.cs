namespace LearnerGraph.Domain.Recommendations.Judging;

/// <summary>Brings a served set and the set of another policy for the same moment side by side.</summary>
public static class LoggedPlaces
{
    /// <summary>
    /// The n-th next-question place of the one with the n-th of the other; places that the other has not are left out.
    /// </summary>
    /// <param name="other">Computed without lottery, so that it has one question for each place.</param>
    public static IEnumerable<LoggedPlace> Pair(StoredSet served, RecommendationSet other)
    {
        var others = other.Items.Where(item => item.Lane == Lane.NextQuestion).ToArray();
        int place = 0;
        for (int i = 0; i < served.Set.Items.Count && place < others.Length; i++)
        {
            var shown = served.Set.Items[i];
            if (shown.Lane != Lane.NextQuestion) continue;
            var wanted = others[place++];
            yield return new LoggedPlace(
                served.Set.Learner, IsReward(served.Statuses[i]), shown.Propensity,
                shown.Questions[0] == wanted.Questions[0], PlaceFacts.Of(shown),
                PlaceFacts.Of(wanted) with { Rank = shown.Rank });
        }
    }

    /// <summary>Taken up or finished: what a place is judged by.</summary>
    public static bool IsReward(RecommendationStatus status) =>
        status is RecommendationStatus.Accepted or RecommendationStatus.Completed;
}
